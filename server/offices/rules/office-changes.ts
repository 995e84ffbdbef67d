// What may be done to the organisation: level order, no cycles, nothing left behind, codes, names and dates.
import { addDays, type LocalDate } from '../../kernel/calendar.js';
import { numberFaults } from '../../kernel/personal-numbers.js';
import { refuse, type Refusal } from '../../kernel/refusals.js';
import { nextState } from '../../kernel/state-machine.js';
import { isAbove, levelNames, type OfficeLevel } from './office-levels.js';
import { officeMachine, type OfficeState } from './office-states.js';

/** An office as the rules see it. */
export interface OfficeFacts {
  id: number;
  name: string;
  level: OfficeLevel;
  state: OfficeState;
  path: string;
  parentId: number | null;
}

/** What hangs on an office that is to end. */
export interface Burden { openChildren: number; people: number }

export const nameMaximum = 60;
export const reasonMaximum = 500;
/** How far back a change may be entered late, and how far ahead it may be planned. */
export const daysBack = 366;
export const daysAhead = 731;

export function createRefusals(parent: OfficeFacts, level: OfficeLevel): Refusal[] {
  return [...openRefusals(parent, 'parentId'), ...levelRefusals(parent, level, 'parentId')];
}

export function renameRefusals(office: OfficeFacts, name: string): Refusal[] {
  const isSame = name.trim() === office.name;
  return [...endedRefusals(office, 'RENAME'), ...nameRefusals(name), ...(isSame ? [refuse('WRONG_PLACE', { zh: '新名称与现名称相同。', en: 'This is the name already.' }, { field: 'name' })] : [])];
}

/** Under a new parent: of a higher level, open, another one, and not below the office itself. */
export function moveRefusals(office: OfficeFacts, parent: OfficeFacts): Refusal[] {
  const refusals = [...endedRefusals(office, 'MOVE'), ...openRefusals(parent, 'parentId')];
  if (parent.id === office.parentId) refusals.push(refuse('WRONG_PLACE', { zh: `现在就隶属于${parent.name}。`, en: `It stands below ${parent.name} already.` }, { field: 'parentId' }));
  if (parent.path.startsWith(office.path)) refusals.push(refuse('WRONG_PLACE', { zh: '不能隶属于自己或自己的下级。', en: 'An office cannot stand below itself.' }, { field: 'parentId', requirement: 'JS-09' }));
  else refusals.push(...levelRefusals(parent, office.level, 'parentId'));
  return refusals;
}

/** Like merges with like; what is open below moves along and needs a place below the receiver, which equal levels give. */
export function mergeRefusals(office: OfficeFacts, into: OfficeFacts): Refusal[] {
  const refusals = [...endedRefusals(office, 'MERGE'), ...openRefusals(into, 'intoId')];
  if (into.id === office.id) refusals.push(refuse('WRONG_PLACE', { zh: '不能并入自己。', en: 'An office cannot merge into itself.' }, { field: 'intoId' }));
  else if (into.level !== office.level) refusals.push(refuse('WRONG_PLACE', { zh: `只能并入同级机构：${office.name}是${levelNames[office.level].zh}，${into.name}是${levelNames[into.level].zh}。`, en: `Only offices of one level merge: ${levelNames[office.level].en} into ${levelNames[into.level].en}.` }, { field: 'intoId', requirement: 'JS-09', facts: { level: office.level, intoLevel: into.level } }));
  return refusals;
}

/** Closing leaves nobody behind: children are moved or closed, people transferred or the office merged, before. */
export function closeRefusals(office: OfficeFacts, burden: Burden): Refusal[] {
  const refusals = endedRefusals(office, 'CLOSE');
  if (burden.openChildren > 0) refusals.push(refuse('IN_USE', { zh: `还有 ${burden.openChildren} 个下级机构，请先调整、合并或撤销它们。`, en: `${burden.openChildren} offices are still open below it; move, merge or close them first.` }, { field: 'officeId', requirement: 'JS-09', facts: { openChildren: burden.openChildren } }));
  if (burden.people > 0) refusals.push(refuse('IN_USE', { zh: `还有 ${burden.people} 名人员，请先调动他们，或改用合并。`, en: `${burden.people === 1 ? '1 person still belongs' : `${burden.people} people still belong`} to it; transfer them first, or merge.` }, { field: 'officeId', requirement: 'JS-09', facts: { people: burden.people } }));
  return refusals;
}

/** A closed office takes no new people, children or enrolments. */
export function openRefusals(office: OfficeFacts, field: string): Refusal[] {
  return office.state === 'OPEN' ? [] : [refuse('NOT_ALLOWED_IN_STATE', { zh: `${office.name}已${office.state === 'MERGED' ? '并入其他机构' : '撤销'}，不再接收人员、下级和报名。`, en: `${office.name} has ended and takes nothing new.` }, { field, requirement: 'JS-09', facts: { state: office.state } })];
}

export function nameRefusals(name: string): Refusal[] {
  return written(name, 'name', nameMaximum, { zh: '请填写名称。', en: 'Give it a name.' });
}

/** Codes are digits, as divisions (GB/T 2260 and below) and schools have them. */
export function codeRefusals(code: string, isTaken: boolean): Refusal[] {
  if (!/^\d{2,18}$/.test(code)) return [refuse('OUT_OF_RANGE', { zh: '代码为 2 至 18 位数字。', en: 'A code has 2 to 18 digits.' }, { field: 'code' })];
  return isTaken ? [refuse('ALREADY_EXISTS', { zh: `代码 ${code} 已被使用；撤销或合并的机构保留其代码。`, en: `The code ${code} is taken; ended offices keep theirs.` }, { field: 'code', facts: { code } })] : [];
}

export function reasonRefusals(reason: string): Refusal[] {
  return [...written(reason, 'reason', reasonMaximum, { zh: '请填写原因，例如文件名称和文号。', en: 'Give the reason, for example the decision and its number.' }), ...numberFaults(reason, 'reason')];
}

/** Not before what is already recorded of the office, and within a year back and two ahead. */
export function dateRefusals(effectiveOn: LocalDate, today: LocalDate, lastEffectiveOn: LocalDate | null): Refusal[] {
  const earliest = addDays(today, -daysBack);
  const latest = addDays(today, daysAhead);
  const details = { field: 'effectiveOn', facts: { earliest, latest } };
  if (effectiveOn < earliest || effectiveOn > latest) return [refuse('OUT_OF_RANGE', { zh: `生效日期须在 ${earliest} 至 ${latest} 之间。`, en: `Between ${earliest} and ${latest}.` }, details)];
  if (lastEffectiveOn === null || effectiveOn >= lastEffectiveOn) return [];
  return [refuse('OUT_OF_RANGE', { zh: `不得早于上一次变更的生效日期 ${lastEffectiveOn}。`, en: `Not before the last change, ${lastEffectiveOn}.` }, { field: 'effectiveOn', facts: { earliest: lastEffectiveOn } })];
}

/** An administrator changes the offices below the own one; the own one is changed from above. */
export function ownRefusals(isOwn: boolean): Refusal[] {
  return isOwn ? [refuse('WRONG_PLACE', { zh: '本级机构由上级变更。', en: 'The own office is changed from above.' }, { field: 'officeId', requirement: 'JS-09' })] : [];
}

/** Which of the keys above an office of that level stay its own when it moves: those at its level or below. */
export function keepsOnMove(level: OfficeLevel): { city: boolean; county: boolean } {
  return { city: !isAbove('CITY', level), county: !isAbove('COUNTY', level) };
}

function endedRefusals(office: OfficeFacts, act: 'RENAME' | 'MOVE' | 'MERGE' | 'CLOSE'): Refusal[] {
  return nextState(officeMachine, office.state, act) === null ? [refuse('NOT_ALLOWED_IN_STATE', { zh: `${office.name}已${office.state === 'MERGED' ? '合并' : '撤销'}，不能再变更。`, en: `${office.name} has ended and is not changed any more.` }, { field: 'officeId', facts: { state: office.state } })] : [];
}

function levelRefusals(parent: OfficeFacts, level: OfficeLevel, field: string): Refusal[] {
  return isAbove(parent.level, level) ? [] : [refuse('WRONG_PLACE', { zh: `${levelNames[level].zh}机构不能隶属于${levelNames[parent.level].zh}机构。`, en: `A ${levelNames[level].en} office cannot stand below a ${levelNames[parent.level].en} one.` }, { field, requirement: 'JS-09', facts: { level, parentLevel: parent.level } })];
}

function written(text: string, field: string, maximum: number, missing: { zh: string; en: string }): Refusal[] {
  const length = [...text.trim()].length;
  if (length === 0) return [refuse('EMPTY', missing, { field })];
  return length > maximum ? [refuse('TOO_LONG', { zh: `最多 ${maximum} 字，现有 ${length} 字。`, en: `At most ${maximum} characters; there are ${length}.` }, { field, facts: { maximum, length } })] : [];
}
