// Exports of lists: the same rows as the list shows, read on from page to page under the caller's scope, as one file: CSV or a workbook.
import { GraphQLError } from 'graphql';
import { globalId } from '../../kernel/ids.js';
import { recordAudit } from '../audit/audit.js';
import type { Database } from '../database/database.js';
import type { Page, PagingArgs } from '../database/paging.js';
import { Selection } from '../database/selection.js';
import { csvFile } from '../files/csv.js';
import { workbookFile, workbookType } from '../files/workbook-file.js';
import type { RequestContext } from '../graphql/caller.js';
import type { Download, DownloadDoor } from './stream-doors.js';

export interface ExportColumn<Row> { heading: string; value: (row: Row) => string | number | null }

export interface ListExport<Row, Filter> {
  /** In the address: `/exports/people`. */
  name: string;
  fileName: string;
  action: string;
  selection: Selection;
  columns: readonly ExportColumn<Row>[];
  /** Reads the filter out of the address; throws NOT_FOUND for an office out of scope. */
  filterOf(context: RequestContext, parameters: Readonly<Record<string, string>>): Promise<Filter>;
  page(context: RequestContext, filter: Filter, selection: Selection, args: PagingArgs): Promise<Page<Row>>;
}

/** What a page reads: the fields of its rows, and below a field the fields of that. */
export function pageSelection(fields: Readonly<Record<string, readonly string[]>>): Selection {
  const nodes = Selection.of(...Object.keys(fields));
  for (const [name, below] of Object.entries(fields)) if (below.length > 0) nodes.fields.set(name, Selection.of(...below));
  const page = Selection.of('pageInfo');
  page.fields.set('nodes', nodes);
  return page;
}

const pageSize = 100;

/** Numbers in lists are masked for everybody: whole ones are told one by one (revealPersonalData), never in bulk. */
export function exportDoor<Row, Filter>(database: Database, list: ListExport<Row, Filter>): DownloadDoor {
  return {
    path: `/exports/${list.name}`,
    action: list.action,
    send: async (context, { format, ...parameters }) => {
      const make = maker(format);
      const filter = await list.filterOf(context, parameters);
      const { officeId } = context.caller;
      await database.transaction(context.caller.scope, (tx) => recordAudit(tx, context, { action: list.action, subject: officeId === null ? null : globalId('Office', officeId), facts: { act: 'export', list: list.name, format: format ?? 'csv', filter: Object.keys(parameters).sort() } }));
      return make(list.fileName, list.columns.map(({ heading }) => heading), rowsOf(context, list, filter));
    },
  };
}

type Pages = AsyncGenerator<(string | number | null)[][]>;

/** CSV is what programs have always been given; people ask for a workbook. */
function maker(format: string | undefined): (name: string, headings: string[], pages: Pages) => Download {
  if (format === undefined || format === 'csv') return (name, headings, pages) => ({ fileName: `${name}.csv`, type: 'text/csv; charset=utf-8', chunks: csvFile(headings, pages) });
  if (format === 'xlsx') return (name, headings, pages) => ({ fileName: `${name}.xlsx`, type: workbookType, chunks: workbookFile(name, headings, pages) });
  throw new GraphQLError('The format is csv or xlsx.', { extensions: { code: 'BAD_USER_INPUT' } });
}

async function* rowsOf<Row, Filter>(context: RequestContext, list: ListExport<Row, Filter>, filter: Filter): Pages {
  for (let after: string | null = null; ;) {
    const page: Page<Row> = await list.page(context, filter, list.selection, { first: pageSize, after });
    yield page.nodes.map((row) => list.columns.map(({ value }) => value(row)));
    if (!page.pageInfo.hasNextPage) return;
    after = page.pageInfo.endCursor;
  }
}
