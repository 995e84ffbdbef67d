import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import CardActionArea from '@mui/material/CardActionArea';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import type { Theme } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import type { Connection } from '../data/queries.js';
import { useFormats } from './format.js';
import { SelectAll, useRowSelection, type RowSelection } from './row-selection.js';
import { Failure, Rows } from './states.js';
import { FOR_SCREEN_READERS } from './theme.js';
import { useText } from './text.js';

export interface Column<Row> {
  key: string;
  label: string;
  /** The unit stands in the header, not in every cell. */
  unit?: string;
  numeric?: boolean;
  /** A card leaves out what says nothing. */
  isEmpty?: (row: Row) => boolean;
  cell: (row: Row) => ReactNode;
}

interface DataTableProps<Row> {
  label: string;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** The first column names the row: the link in the table, the heading of the card. */
  columns: readonly [Column<Row>, ...Column<Row>[]];
  href?: (row: Row) => string;
  actions?: (row: Row) => ReactNode;
  selection?: RowSelection<Row>;
}

function useHeading<Row>(): (column: Column<Row>) => string {
  const text = useText();
  return ({ label, unit }) => (unit === undefined ? label : text('ui.withUnit', { label, unit }));
}

/** The one table: rows on a desk, cards on a phone. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const isPhone = useMediaQuery((theme: Theme) => theme.breakpoints.down('sm'));
  return isPhone ? <Cards {...props} /> : <Grid {...props} />;
}

function Grid<Row>({ label, rows, rowKey, columns, href, actions, selection }: DataTableProps<Row>) {
  const navigate = useNavigate();
  const text = useText();
  const heading = useHeading<Row>();
  const boxOf = useRowSelection(rows, rowKey, selection);
  return (
    <TableContainer component={Card} sx={{ maxHeight: 'calc(100vh - 200px)' }} tabIndex={0} role="region" aria-label={label}>
      <Table size="small" stickyHeader aria-label={label}>
        <TableHead>
          <TableRow>
            {selection !== undefined && (
              <TableCell padding="checkbox">
                <SelectAll rows={rows} rowKey={rowKey} selection={selection} />
              </TableCell>
            )}
            {columns.map((column) => (
              <TableCell key={column.key} align={column.numeric === true ? 'right' : 'left'}>
                {heading(column)}
              </TableCell>
            ))}
            {actions !== undefined && (
              <TableCell>
                <Box component="span" sx={FOR_SCREEN_READERS}>
                  {text('ui.actions')}
                </Box>
              </TableCell>
            )}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow
              key={rowKey(row)}
              hover={href !== undefined}
              sx={href === undefined ? {} : { cursor: 'pointer' }}
              onClick={(event) => {
                // What a row's menu or dialog is clicked for arrives here too, though it stands elsewhere on the page.
                const isOfRow = event.target instanceof Element && event.currentTarget.contains(event.target) && event.target.closest('a, button, input') === null;
                if (href !== undefined && isOfRow && window.getSelection()?.isCollapsed !== false) void navigate(href(row));
              }}
            >
              {selection !== undefined && (
                <TableCell padding="checkbox">
                  {boxOf(row)}
                </TableCell>
              )}
              {columns.map((column, index) => (
                <TableCell
                  key={column.key}
                  align={column.numeric === true ? 'right' : 'left'}
                  {...(index === 0 ? { component: 'th', scope: 'row' } : {})}
                >
                  {index === 0 && href !== undefined ? <RowLink to={href(row)}>{column.cell(row)}</RowLink> : column.cell(row)}
                </TableCell>
              ))}
              {actions !== undefined && <TableCell align="right">{actions(row)}</TableCell>}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

function RowLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Box
      component={Link}
      to={to}
      sx={{ color: 'primary.main', fontWeight: 600, textDecoration: 'none', '&:hover': { textDecoration: 'underline' } }}
    >
      {children}
    </Box>
  );
}

function Cards<Row>({ label, rows, rowKey, columns, href, actions, selection }: DataTableProps<Row>) {
  const heading = useHeading<Row>();
  const boxOf = useRowSelection(rows, rowKey, selection);
  const [first, ...rest] = columns;
  return (
    <Stack component="ul" spacing={1} aria-label={label} sx={{ listStyle: 'none', p: 0, m: 0 }}>
      {rows.map((row) => {
        const facts = (
          <Box sx={{ p: 1.5 }}>
            <Typography variant="h3" component="div" color={href === undefined ? 'textPrimary' : 'primary'} sx={{ mb: 0.5 }}>
              {first.cell(row)}
            </Typography>
            {rest.filter((column) => column.isEmpty?.(row) !== true).map((column) => (
              <Box key={column.key} sx={{ display: 'flex', justifyContent: 'space-between', gap: 2, py: 0.25 }}>
                <Typography variant="body2" color="textSecondary" sx={{ flexShrink: 0, maxWidth: '50%' }}>
                  {heading(column)}
                </Typography>
                <Typography variant="body2" component="div" sx={{ textAlign: 'right' }}>
                  {column.cell(row)}
                </Typography>
              </Box>
            ))}
          </Box>
        );
        return (
          <Card key={rowKey(row)} component="li" sx={{ position: 'relative' }}>
            {selection !== undefined && (
              <Box sx={{ position: 'absolute', top: 2, right: 2, zIndex: 1 }}>
                {boxOf(row)}
              </Box>
            )}
            {href === undefined ? (
              facts
            ) : (
              <CardActionArea component={Link} to={href(row)}>
                {facts}
              </CardActionArea>
            )}
            {actions !== undefined && <Box sx={{ px: 1.5, pb: 1.5 }}>{actions(row)}</Box>}
          </Card>
        );
      })}
    </Stack>
  );
}

interface ConnectionTableProps<Row> extends Omit<DataTableProps<Row>, 'rows'> {
  connection: Connection<Row>;
  empty: ReactNode;
  /** Where the list is so long that the server counts no further. */
  totalAtMost?: number;
}

/** A connection as a table: skeleton, failure, empty state, rows, and the way to read on. */
export function ConnectionTable<Row>({ connection, empty, totalAtMost, ...table }: ConnectionTableProps<Row>) {
  if (connection.isPending) return <Rows />;
  if (connection.error !== null && connection.nodes.length === 0) {
    return <Failure error={connection.error} onRetry={connection.retry} />;
  }
  if (connection.nodes.length === 0) return <>{empty}</>;
  return (
    <Box aria-busy={connection.isRefreshing} sx={{ opacity: connection.isRefreshing ? 0.6 : 1, transition: 'opacity 120ms' }}>
      <DataTable {...table} rows={connection.nodes} />
      <LoadMore connection={connection} totalAtMost={totalAtMost} />
    </Box>
  );
}

export function LoadMore({ connection, totalAtMost }: { connection: Connection<unknown>; totalAtMost?: number | undefined }) {
  const text = useText();
  const formats = useFormats();
  const total = `${formats.integer(connection.totalCount)}${totalAtMost !== undefined && connection.totalCount >= totalAtMost ? '+' : ''}`;
  return (
    <Stack direction="row" spacing={2} sx={{ alignItems: 'center', justifyContent: 'flex-end', mt: 1 }}>
      <Typography variant="caption" color="textSecondary" role="status">
        {connection.hasMore
          ? text('ui.loaded', { shown: formats.integer(connection.nodes.length), total })
          : text('ui.total', { total })}
      </Typography>
      {connection.hasMore && (
        <Button size="small" variant="outlined" loading={connection.isLoadingMore} onClick={connection.loadMore}>
          {text('ui.loadMore')}
        </Button>
      )}
    </Stack>
  );
}
