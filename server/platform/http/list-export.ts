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
  /** True for lists of persons: above a number of rows such a file needs the approval of a second administrator. */
  isPersonal: boolean;
  selection: Selection;
  columns: readonly ExportColumn<Row>[];
  /** Reads the filter out of the address; throws NOT_FOUND for an office out of scope. */
  filterOf(context: RequestContext, parameters: Readonly<Record<string, string>>): Promise<Filter>;
  page(context: RequestContext, filter: Filter, selection: Selection, args: PagingArgs): Promise<Page<Row>>;
}

/** The fields below a field: by name, or each with what is read below it again. */
export type Below = readonly string[] | { readonly [name: string]: Below };

/** What a page reads: the fields of its rows, and below a field the fields of that. */
export function pageSelection(fields: Readonly<Record<string, Below>>): Selection {
  const page = Selection.of('pageInfo');
  page.fields.set('nodes', selectionBelow(fields));
  return page;
}

function selectionBelow(below: Below): Selection {
  if (isNames(below)) return Selection.of(...below);
  const selection = new Selection();
  for (const [name, next] of Object.entries(below)) selection.fields.set(name, selectionBelow(next));
  return selection;
}

function isNames(below: Below): below is readonly string[] {
  return Array.isArray(below);
}

const pageSize = 100;

export type ExportFormat = 'csv' | 'xlsx';
export type ExportParameters = Readonly<Record<string, string>>;

/** A list with its rows' type forgotten, as those take it who offer all lists alike. */
export interface ExportableList {
  name: string;
  fileName: string;
  action: string;
  isPersonal: boolean;
  /** How many rows the file would have; NOT_FOUND and BAD_USER_INPUT as of the file itself. */
  count(context: RequestContext, parameters: ExportParameters): Promise<number>;
  file(context: RequestContext, parameters: ExportParameters, format: ExportFormat): Promise<Download>;
}

/** Numbers in lists are masked for everybody: whole ones are told one by one (revealPersonalData), never in bulk. */
export function exportable<Row, Filter>(list: ListExport<Row, Filter>): ExportableList {
  const { name, fileName, action, isPersonal } = list;
  return {
    name, fileName, action, isPersonal,
    count: async (context, parameters) => (await list.page(context, await list.filterOf(context, parameters), Selection.of('totalCount'), { first: 1 })).totalCount,
    file: async (context, parameters, format) => {
      const filter = await list.filterOf(context, parameters);
      const headings = list.columns.map(({ heading }) => heading);
      const pages = rowsOf(context, list, filter);
      return format === 'csv' ? { fileName: `${fileName}.csv`, type: 'text/csv; charset=utf-8', chunks: csvFile(headings, pages) } : { fileName: `${fileName}.xlsx`, type: workbookType, chunks: workbookFile(fileName, headings, pages) };
    },
  };
}

/** The door of a list. Persons beyond that many rows come through another one, once somebody else approved. */
export function exportDoor(database: Database, list: ExportableList, rowsWithoutApproval: number): DownloadDoor {
  return {
    path: `/exports/${list.name}`,
    action: list.action,
    send: async (context, { format: wanted, ...parameters }) => {
      const format = formatOf(wanted);
      if (list.isPersonal) {
        const rows = await list.count(context, parameters);
        if (rows > rowsWithoutApproval) throw new GraphQLError(`A file of more than ${rowsWithoutApproval} persons needs the approval of another administrator.`, { extensions: { code: 'FORBIDDEN', reason: 'APPROVAL_NEEDED' } });
      }
      const file = await list.file(context, parameters, format);
      const { officeId } = context.caller;
      await database.transaction(context.caller.scope, (tx) => recordAudit(tx, context, { action: list.action, subject: officeId === null ? null : globalId('Office', officeId), facts: { act: 'export', list: list.name, format, filter: Object.keys(parameters).sort() } }));
      return file;
    },
  };
}

type Pages = AsyncGenerator<(string | number | null)[][]>;

/** CSV is what programs have always been given; people ask for a workbook. */
function formatOf(wanted: string | undefined): ExportFormat {
  if (wanted === undefined || wanted === 'csv') return 'csv';
  if (wanted === 'xlsx') return 'xlsx';
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
