// What administrators do to the organisation, as tests say it.
import type { Actor, TestServer } from '../support/test-server.js';
import { idOf, rows } from '../access/places.js';

export interface OfficeRow { id: number; code: string; name: string; level: string; path: string; state: string; version: number; parentId: number | null; cityId: number | null; countyId: number | null; closedOn: string | null; mergedIntoId: number | null; globalId: string }
export interface ChangeAnswer { office: { id: string; name: string; state: string; version: number } | null; change: { id: string; kind: string; state: string } | null; refusals: { code: string; field: string | null; requirement: string | null; facts: { name: string; value: string }[] }[] }

const columns = 'id::int as id, code, name, level, path, state, version, parent_id::int as "parentId", city_id::int as "cityId", county_id::int as "countyId", closed_on::text as "closedOn", merged_into_id::int as "mergedIntoId"';

export class Organisation {
  #codes = 70_000_000;

  constructor(readonly server: TestServer) {}

  async at(code: string): Promise<OfficeRow> { return this.one('code = $1', [code]); }
  async byId(id: number): Promise<OfficeRow> { return this.one('id = $1', [id]); }

  async one(condition: string, values: unknown[] = []): Promise<OfficeRow> {
    const [row] = await rows<Omit<OfficeRow, 'globalId'>>(this.server.owner, `select ${columns} from office where ${condition} order by id limit 1`, values);
    if (!row) throw new Error(`no office with ${condition} ${JSON.stringify(values)}`);
    return { ...row, globalId: idOf({ type: 'Office', key: row.id }) };
  }

  /** A school with enrolments below a division, the most first. */
  async busySchool(code: string, offset = 0): Promise<OfficeRow> {
    const [row] = await rows<{ id: number }>(this.server.owner, `select o.id::int as id from office o join enrolment e on e.school_id = o.id join person p on p.office_id = o.id
      where o.level = 'SCHOOL' and o.state = 'OPEN' and o.path like (select path from office where code = $1) || '%' group by o.id order by count(distinct e.id) desc, o.id offset $2 limit 1`, [code, offset]);
    return this.byId(row?.id ?? 0);
  }

  /** A school that nobody works at. */
  async emptySchool(by: Actor, code: string, name = '新设小学'): Promise<OfficeRow> {
    const parent = await this.at(code);
    const answer = await this.create(by, parent, { name });
    if (!answer.office) throw new Error(JSON.stringify(answer.refusals));
    return this.one('name = $1 and parent_id = $2 and code = $3', [name, parent.id, String(this.#codes)]);
  }

  create(by: Actor, parent: OfficeRow, input: object): Promise<ChangeAnswer> {
    this.#codes += 1;
    return this.#act(by, 'createOffice', { parentId: parent.globalId, level: 'SCHOOL', code: String(this.#codes), name: '新设小学', ...input });
  }
  rename(by: Actor, office: OfficeRow, name: string, input: object = {}): Promise<ChangeAnswer> { return this.#act(by, 'renameOffice', { officeId: office.globalId, expectedVersion: office.version, name, ...input }); }
  move(by: Actor, office: OfficeRow, parent: OfficeRow, input: object = {}): Promise<ChangeAnswer> { return this.#act(by, 'moveOffice', { officeId: office.globalId, expectedVersion: office.version, parentId: parent.globalId, ...input }); }
  merge(by: Actor, office: OfficeRow, into: OfficeRow, input: object = {}): Promise<ChangeAnswer> { return this.#act(by, 'mergeOffice', { officeId: office.globalId, expectedVersion: office.version, intoId: into.globalId, ...input }); }
  close(by: Actor, office: OfficeRow, input: object = {}): Promise<ChangeAnswer> { return this.#act(by, 'closeOffice', { officeId: office.globalId, expectedVersion: office.version, ...input }); }

  async cancel(by: Actor, changeId: string): Promise<ChangeAnswer> {
    return (await by.sees(`mutation ($input: CancelOfficeChangeInput!) { cancelOfficeChange(input: $input) { ${answerFields} } }`, { input: { changeId, reason: '方案取消。' } })).cancelOfficeChange as ChangeAnswer;
  }

  async history(by: Actor, office: OfficeRow): Promise<{ kind: string; state: string; effectiveOn: string; reason: string; byName: string; nameBefore: string | null; nameAfter: string | null; note: string | null; viewerCanCancel: boolean; parentBefore: { code: string } | null; parentAfter: { code: string } | null; mergedInto: { code: string } | null; office: { code: string } | null; id: string }[]> {
    return (await by.sees('query ($id: ID!) { office(id: $id) { history { id kind state effectiveOn reason byName nameBefore nameAfter note viewerCanCancel parentBefore { code } parentAfter { code } mergedInto { code } office { code } } } }', { id: office.globalId })).office.history;
  }

  async #act(by: Actor, mutation: string, input: object): Promise<ChangeAnswer> {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const answer = await by.ask(`mutation ($input: ${type}!) { ${mutation}(input: $input) { ${answerFields} } }`, { input: { effectiveOn: '2023-09-10', reason: '苏教人〔2023〕12 号', ...input } });
    const [error] = answer.errors;
    if (error) throw Object.assign(new Error(error.message), { code: error.extensions['code'] });
    return answer.data[mutation] as ChangeAnswer;
  }
}

const answerFields = 'office { id name state version } change { id kind state } refusals { code field requirement facts { name value } }';

export function codesOf(answer: { refusals: { code: string; field: string | null }[] }): string[] {
  return answer.refusals.map(({ code, field }) => `${code} ${field}`);
}
