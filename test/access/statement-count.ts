// How many statements the application sends to PostgreSQL: reads and each statement of a transaction, whoever they are for.
import pg from 'pg';

type Query = (this: pg.Client, ...rest: unknown[]) => unknown;

/** Who asks is looked up once a second, whatever is asked. */
const aboutTheCaller = /\bfrom (session s|api_token t|class_tutor|programme_role)\b|^(begin|commit|rollback|set |select set_config)/i;

export class StatementCount {
  #texts: string[] = [];
  readonly #query = pg.Client.prototype.query as Query;

  constructor(isOwn: (client: pg.Client) => boolean) {
    const query = this.#query;
    const { note } = this;
    pg.Client.prototype.query = function counted(this: pg.Client, ...rest: unknown[]) {
      if (isOwn(this)) note(typeof rest[0] === 'string' ? rest[0] : ((rest[0] as { text?: string }).text ?? 'a scoped read'));
      return query.apply(this, rest);
    } as never;
  }

  /** Of scoped reads the database tells the text (`Database.onRead`), so they are noted there. */
  readonly note = (text: string): void => { if (text !== 'a scoped read' && !aboutTheCaller.test(text)) this.#texts.push(text); };

  /** The number since it was last taken. */
  take(): number {
    const { length } = this.#texts;
    this.#texts = [];
    return length;
  }

  close(): void { pg.Client.prototype.query = this.#query as never; }
}
