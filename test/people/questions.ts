// What administrators ask of the tree and of lists of people all day; for the proof of speed and for the budgets of statements.
import type pg from 'pg';
import { totpCodeAt } from '../../server/access/index.js';
import { cast, demoPassword, demoSecondFactorSecret } from '../../server/demo/cast.js';
import { subjects } from '../../server/kernel/subjects.js';
import { Actor, signedIn } from '../support/test-server.js';

export interface Question {
  name: string;
  document: string;
  /** Of the next sample; `after` is where the page before ended. */
  variables: (after: string | null) => Record<string, unknown>;
}

const fields = 'totalCount pageInfo { hasNextPage endCursor } nodes { id name trainingNumber subject stage title confirmedAt school { id name } }';
const list = `query ($after: String, $search: String, $subject: Subject, $stage: Stage, $isConfirmed: Boolean, $isLikelyDuplicate: Boolean) { people(first: 50, after: $after, search: $search, subject: $subject, stage: $stage, isConfirmed: $isConfirmed, isLikelyDuplicate: $isLikelyDuplicate) { ${fields} } }`;
const tree = 'query ($after: String, $search: String) { offices(first: 50, after: $after, search: $search, level: SCHOOL) { totalCount pageInfo { hasNextPage endCursor } nodes { id code name level childCount parent { name } } } }';

const posts = 'query ($after: String, $role: Role, $level: OfficeLevel) { appointments(first: 50, after: $after, role: $role, level: $level) { totalCount pageInfo { hasNextPage endCursor } nodes { id role validFrom validUntil office { name } person { name } } } }';
const vacant = 'query ($after: String, $role: Role!) { vacantOffices(first: 50, after: $after, level: SCHOOL, role: $role) { totalCount pageInfo { hasNextPage endCursor } nodes { id code name } } }';
const trail = 'query ($after: String, $act: String, $from: DateTime, $until: DateTime, $personId: ID) { auditEvents(first: 50, after: $after, act: $act, from: $from, until: $until, personId: $personId) { totalCount pageInfo { hasNextPage endCursor } nodes { id at title actor { name } subject { title } office { name } sealedAt } } }';

export interface SomePerson { name: string; pinyin: string; initials: string; number: string }

export function peopleQuestions(people: readonly SomePerson[], below: (limit: number) => number): Question[] {
  const someone = () => people[below(people.length)] as SomePerson;
  const subject = () => Object.keys(subjects)[below(Object.keys(subjects).length)];
  return [
    { name: 'pages of people, read on', document: list, variables: (after) => ({ after }) },
    { name: 'people by whole name', document: list, variables: () => ({ search: someone().name }) },
    { name: 'people by the beginning of a name', document: list, variables: () => ({ search: someone().name.slice(0, 2) }) },
    { name: 'people by the beginning of the pinyin', document: list, variables: () => { const { pinyin } = someone(); return { search: pinyin.slice(0, 5 + below(4)) }; } },
    { name: 'people by a surname', document: list, variables: () => ({ search: someone().name.slice(0, 1) }) },
    { name: 'people by the initials', document: list, variables: () => { const { initials } = someone(); return { search: initials.slice(0, 2 + below(2)) }; } },
    { name: 'people by the first letter', document: list, variables: () => ({ search: someone().pinyin.slice(0, 1) }) },
    { name: 'people by a name and a subject', document: list, variables: () => ({ search: someone().name.slice(0, 1), subject: subject() }) },
    { name: 'people by training number', document: list, variables: () => ({ search: someone().number }) },
    { name: 'people by subject', document: list, variables: () => ({ subject: subject() }) },
    { name: 'people by stage and confirmation', document: list, variables: () => ({ stage: ['PRIMARY', 'JUNIOR', 'SENIOR', 'KINDERGARTEN'][below(4)], isConfirmed: below(2) === 0 }) },
    { name: 'likely duplicates, read on', document: list, variables: (after) => ({ after, isLikelyDuplicate: true }) },
    { name: 'pages of schools, read on', document: tree, variables: (after) => ({ after }) },
    { name: 'schools by part of a name', document: tree, variables: () => ({ search: ['实验', '中心小学', '第二', '外国语'][below(4)] }) },
    { name: 'schools by pinyin', document: tree, variables: () => ({ search: ['changqiao', 'shiyan', 'zhongxinx', 'waiguoyu', 'wuz', 'x'][below(6)] }) },
    { name: 'schools by initials, read on', document: tree, variables: (after) => ({ after, search: 'zx' }) },
  ];
}

/** What else is read of people: who holds which post, where one is missing, who did what. */
export function organisationQuestions(below: (limit: number) => number): Question[] {
  const roles = ['SCHOOL_LEADER', 'ADMIN', 'SUBJECT_LEAD'];
  const day = (place: number) => new Date(Date.now() - place * 86_400_000).toISOString();
  return [
    { name: 'posts, read on', document: posts, variables: (after) => ({ after }) },
    { name: 'posts by role', document: posts, variables: () => ({ role: roles[below(roles.length)] }) },
    { name: 'posts by level', document: posts, variables: () => ({ level: ['CITY', 'COUNTY', 'SCHOOL'][below(3)] }) },
    { name: 'schools without a leader, read on', document: vacant, variables: (after) => ({ after, role: 'SCHOOL_LEADER' }) },
    { name: 'the audit trail, read on', document: trail, variables: (after) => ({ after }) },
    { name: 'the audit trail of an act', document: trail, variables: () => ({ act: ['people.manage/update', 'roster.import/applied', 'access.signIn', 'people.reveal'][below(4)] }) },
    { name: 'the audit trail of a day', document: trail, variables: () => { const from = below(300); return { from: day(from + 1), until: day(from) }; } },
  ];
}

/** Somebody of the cast, signed in at a server that is no test server. */
export async function signInAt(origin: string, owner: pg.Client, login: string): Promise<Actor> {
  const first = await new Actor(origin, {}).ask('mutation ($input: SignInInput!) { signIn(input: $input) { viewer { name } } }', { input: { login, password: demoPassword } });
  if (cast.find((member) => member.login === login)?.hasSecondFactor !== true) return signedIn(origin, first);
  await owner.query('update second_factor set last_step = null where person_id = (select id from person where user_name = $1)', [login]);
  return signedIn(origin, await signedIn(origin, first).ask('mutation ($input: ProveSecondFactorInput!) { proveSecondFactor(input: $input) { viewer { name } } }', { input: { code: totpCodeAt(demoSecondFactorSecret, new Date()) } }));
}
