// The life of programmes as one caller may know it: what is told to the organiser, to its steering group, and to everybody else.
import type { Clock } from '../platform/clock/clock.js';
import type { Selection } from '../platform/database/selection.js';
import type { Caller } from '../platform/graphql/caller.js';
import type { ProgrammeLifeType, ProgrammeReplyType, ProgrammeTaskType, ProgrammeTextType } from './graphql/programme-life.type.js';
import type { ProgrammeType } from './graphql/programme.type.js';
import { contactType, type ProgrammeLifeStore, type Standing } from './programme-life.store.js';
import type { ProgrammeStore } from './programme.store.js';
import { programmeLife, publicStates, steeringActs, type ProgrammeAct } from './rules/programme-life.js';
import { isOpenForChanges, isRenamable, isWritable, textKinds, type ProgrammeTextKind } from './rules/programme-parts.js';
import { contactDaysOf, contactRefusals, replyRefusals, runDaysOf } from './rules/programme-replies.js';
import { tasksOf } from './rules/programme-tasks.js';
import { documentInForce, type RuleDocument } from './rules/rule-document.js';

export class ProgrammeLifeReader {
  constructor(private readonly store: ProgrammeLifeStore, private readonly programmes: ProgrammeStore, private readonly clock: Clock) {}

  async of(caller: Caller, keys: readonly number[], selection: Selection): Promise<ProgrammeLifeType[]> {
    const today = this.clock.today();
    const wantsDays = ['contactsUntil', 'runsFrom', 'runsUntil', 'viewerCanNameContacts'].some((name) => selection.has(name));
    const [standings, documents, steps, texts, files, contacts] = await Promise.all([
      this.store.standings(caller, keys, today),
      wantsDays ? this.#documents(caller, keys) : new Map<number, RuleDocument>(),
      selection.has('steps') ? this.store.steps(keys) : null,
      selection.has('texts') ? this.store.texts(keys, 'LATEST') : null,
      selection.has('files') ? this.store.files(keys) : null,
      selection.has('contacts') ? this.store.contacts(keys) : null,
    ]);
    return keys.map((key): ProgrammeLifeType => {
      const standing = standingOf(standings, key);
      const document = documents.get(key) ?? null;
      const contactDays = document && contactDaysOf(document);
      const runs = document && runDaysOf(document);
      const knowsAll = isInside(standing);
      const mayAct = caller.viewingAs === null;
      const asked = { state: standing.state, isAddressed: standing.isAddressed, today };
      return {
        organiserName: standing.organiserName, joinUntil: standing.joinUntil, contactsUntil: contactDays?.until ?? null, runsFrom: runs?.from ?? null, runsUntil: runs?.until ?? null,
        steps: (steps?.get(key) ?? []).filter(({ to }) => knowsAll || publicStates.includes(to)).map((step) => (knowsAll ? step : { ...step, byName: null, reason: '' })),
        texts: knownTexts(caller, standing, texts?.get(key) ?? []),
        files: files?.get(key) ?? [],
        contacts: (contacts?.get(key) ?? []).map((contact) => ({ ...contactType(contact), ...(standing.isOrganiser ? {} : { contactId: null }) })),
        viewerActs: mayAct ? actsOf(standing) : [],
        viewerCanWrite: mayAct && standing.isOrganiser ? textKinds.filter((kind) => isWritable(kind, standing.state)) : [],
        viewerCanRename: mayAct && standing.isOrganiser && isRenamable(standing.state),
        viewerCanArrange: mayAct && standing.isOrganiser && isOpenForChanges(standing.state),
        viewerCanSeeReplies: (standing.isOrganiser || standing.isAddressed) && publicStates.includes(standing.state),
        // A plan that is there: whether it may be answered at all.
        viewerCanReply: mayAct && replyRefusals({ ...asked, until: standing.joinUntil }, 'JOINS', '—').length === 0,
        viewerCanNameContacts: mayAct && contactRefusals(asked, contactDays).length === 0,
      };
    });
  }

  async textVersions(caller: Caller, keys: readonly number[]): Promise<ProgrammeTextType[][]> {
    const [standings, versions] = await Promise.all([this.store.standings(caller, keys, this.clock.today()), this.store.texts(keys, 'ALL')]);
    return keys.map((key) => knownTexts(caller, standingOf(standings, key), versions.get(key) ?? []));
  }

  async replies(caller: Caller, keys: readonly number[]): Promise<ProgrammeReplyType[][]> {
    const standings = await this.store.standings(caller, keys, this.clock.today());
    const known = keys.filter((key) => standings.get(key)?.isOrganiser === true || standings.get(key)?.isAddressed === true);
    const found = known.length === 0 ? new Map<number, ProgrammeReplyType[]>() : await this.store.replies(caller.scope, known);
    return keys.map((key) => found.get(key) ?? []);
  }

  async tasks(caller: Caller, seen: readonly ProgrammeType[]): Promise<ProgrammeTaskType[]> {
    const today = this.clock.today();
    const keys = seen.map(({ key }) => key);
    const standings = await this.store.standings(caller, keys, today);
    const concerned = keys.filter((key) => isInside(standingOf(standings, key)) || standingOf(standings, key).isAddressed);
    if (concerned.length === 0) return [];
    const asked = concerned.filter((key) => standingOf(standings, key).isAddressed);
    const [documents, replies] = await Promise.all([this.#documents(caller, concerned), asked.length === 0 ? new Map<number, ProgrammeReplyType[]>() : this.store.replies(caller.scope, asked)]);
    return seen.filter(({ key }) => concerned.includes(key)).flatMap((programme) => {
      const document = documents.get(programme.key) ?? null;
      const [own] = replies.get(programme.key) ?? [];
      const facts = { ...standingOf(standings, programme.key), hasReplied: (own?.answer ?? null) !== null, hasNamedContacts: (own?.contacts.length ?? 0) > 0, contactDays: document && contactDaysOf(document), runsUntil: (document && runDaysOf(document)?.until) ?? null };
      return tasksOf(facts, today).map((task) => ({ ...task, programme }));
    }).toSorted((one, other) => (one.until ?? '9999').localeCompare(other.until ?? '9999'));
  }

  async #documents({ scope }: Caller, keys: readonly number[]): Promise<Map<number, RuleDocument>> {
    const versions = await this.programmes.rulesOf(scope, keys);
    return new Map([...versions].flatMap(([key, documents]) => {
      const inForce = documentInForce(documents, this.clock.today());
      return inForce === null ? [] : [[key, inForce] as const];
    }));
  }
}

function standingOf(standings: ReadonlyMap<number, Standing>, key: number): Standing {
  const standing = standings.get(key);
  if (!standing) throw new Error(`programme ${key} went while it was read`);
  return standing;
}

function isInside({ isOrganiser, isSteering }: Standing): boolean { return isOrganiser || isSteering; }

/** In the order in which they are written; who wrote them is the insiders' business. */
function knownTexts(caller: Caller, standing: Standing, texts: readonly ProgrammeTextType[]): ProgrammeTextType[] {
  return texts.filter(({ kind }) => knowsText(caller, standing, kind)).map((text) => (isInside(standing) ? text : { ...text, byName: null })).toSorted((one, other) => textKinds.indexOf(one.kind) - textKinds.indexOf(other.kind) || other.version - one.version);
}

/** The notice is for everybody; plans are for the offices that take them into their own. */
function knowsText({ actions }: Caller, standing: Standing, kind: ProgrammeTextKind): boolean {
  return isInside(standing) || (publicStates.includes(standing.state) && (kind === 'NOTICE' || actions.has('programmes.plans')));
}

function actsOf({ state, isOrganiser, isSteering }: Standing): ProgrammeAct[] {
  const possible = Object.keys(programmeLife.transitions[state]) as ProgrammeAct[];
  return possible.filter((act) => (steeringActs.includes(act) ? isSteering : isOrganiser));
}
