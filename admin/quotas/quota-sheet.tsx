import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Card from '@mui/material/Card';
import MuiLink from '@mui/material/Link';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableFooter from '@mui/material/TableFooter';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useRef, type ClipboardEvent, type KeyboardEvent } from 'react';
import { Link } from 'react-router-dom';
import type { QuotaCellPartsFragment } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { useText } from '../ui/text.js';
import { cellAt, faultOf, pasted, type ChildRow, type Edits, type SheetPeriod } from './sheet.js';

export interface QuotaSheetProps {
  rows: readonly ChildRow[];
  periods: readonly SheetPeriod[];
  own: readonly QuotaCellPartsFragment[];
  edits: Edits;
  /** What the server refused, by cell. */
  refused: ReadonlyMap<string, string>;
  isEditable: boolean;
  isConfirming: boolean;
  onEdit: (edits: ReadonlyMap<string, string>) => void;
  onRestore: (key: string) => void;
  onHistory: (account: Account) => void;
  office: { id: string; name: string };
}

/** Whose movements are asked for. */
export interface Account {
  officeId: string;
  officeName: string;
  periodId: string;
  number: number;
}

/** Children × periods; on a phone a card for each child. Keys and paste work as in a spreadsheet. */
export function QuotaSheet(props: QuotaSheetProps) {
  const isPhone = useMediaQuery('(max-width: 700px)');
  return isPhone ? <SheetCards {...props} /> : <SheetTable {...props} />;
}

function SheetTable(props: QuotaSheetProps) {
  const text = useText();
  const formats = useFormats();
  const { rows, periods, own, edits, isConfirming } = props;
  const sums = periods.map((_, column) => rows.reduce((sum, row) => sum + seatsAt(row, column, edits), 0));
  return (
    <TableContainer component={Card} sx={{ maxHeight: 'calc(100vh - 220px)' }}>
      <Table stickyHeader size="small" aria-label={text('quotas.sheet')} sx={{ '& th, & td': { px: 1 } }}>
        <TableHead>
          <TableRow>
            <TableCell sx={{ minWidth: 132 }}>{text('quotas.office')}</TableCell>
            {periods.map((period) => (
              <TableCell key={period.period.id} align="right">
                {text('quotas.period', { number: period.period.number })}
                <Closing period={period} />
              </TableCell>
            ))}
            <TableCell align="right">{text('quotas.total')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          <TableRow sx={{ bgcolor: 'background.default' }}>
            <TableCell component="th" scope="row" sx={{ fontWeight: 600 }}>{text('quotas.held')}</TableCell>
            {own.map((cell) => (
              <TableCell key={cell.periodId} align="right" sx={{ verticalAlign: 'top' }}>
                <OwnCell {...props} cell={cell} />
              </TableCell>
            ))}
            <TableCell align="right" sx={{ verticalAlign: 'top', pt: 1.5 }}>{formats.integer(own.reduce((sum, cell) => sum + cell.received, 0))}</TableCell>
          </TableRow>
          {rows.map((row, place) => (
            <TableRow key={row.office.id}>
              <TableCell component="th" scope="row">
                <ChildName row={row} />
              </TableCell>
              {row.cells.map((known, column) => (
                <TableCell key={known.periodId} align="right" sx={{ verticalAlign: 'top' }}>
                  <SheetCell {...props} row={row} known={known} at={{ row: place, column }} />
                </TableCell>
              ))}
              <TableCell align="right" sx={{ verticalAlign: 'top', pt: 1.5 }}>
                {formats.integer(row.cells.reduce((sum, _, column) => sum + seatsAt(row, column, edits), 0))}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
        <TableFooter sx={{ '& td, & th': { color: 'text.primary', fontSize: '0.875rem', fontWeight: 600 } }}>
          <TableRow>
            <TableCell component="th" scope="row">{text('quotas.total')}</TableCell>
            {sums.map((sum, column) => (
              <TableCell key={periods[column]?.period.id} align="right">{formats.integer(sum)}</TableCell>
            ))}
            <TableCell align="right">{formats.integer(sums.reduce((total, sum) => total + sum, 0))}</TableCell>
          </TableRow>
          {!isConfirming && (
            <TableRow>
              <TableCell component="th" scope="row">{text('quotas.left')}</TableCell>
              {own.map((cell, column) => (
                <TableCell key={cell.periodId} align="right">
                  <Left count={cell.received - cell.used - (sums[column] ?? 0)} />
                </TableCell>
              ))}
              <TableCell />
            </TableRow>
          )}
        </TableFooter>
      </Table>
    </TableContainer>
  );
}

function SheetCards(props: QuotaSheetProps) {
  const text = useText();
  return (
    <Box role="list" aria-label={text('quotas.sheet')} sx={{ display: 'grid', gap: 1 }}>
      <Card role="listitem" sx={{ p: 1.5 }}>
        <Typography component="h2" variant="h3" sx={{ mb: 1 }}>
          {text('quotas.held')}
        </Typography>
        <Box sx={{ display: 'grid', gap: 1, gridTemplateColumns: 'repeat(3, minmax(0, 1fr))' }}>
          {props.own.map((cell) => (
            <Box key={cell.periodId} sx={{ textAlign: 'right' }}>
              <Typography variant="caption" color="textSecondary" component="div" sx={{ textAlign: 'left' }}>
                {text('quotas.period', { number: cell.number })}
              </Typography>
              <OwnCell {...props} cell={cell} />
            </Box>
          ))}
        </Box>
      </Card>
      {props.rows.map((row, place) => (
        <Card key={row.office.id} role="listitem" sx={{ p: 1.5 }}>
          <Typography component="h2" variant="h3" sx={{ mb: 1 }}>
            <ChildName row={row} />
          </Typography>
          <Box sx={{ display: 'grid', gap: 1, gridTemplateColumns: 'repeat(3, minmax(0, 1fr))' }}>
            {row.cells.map((known, column) => (
              <Box key={known.periodId}>
                <Typography variant="caption" color="textSecondary" component="div">
                  {text('quotas.period', { number: known.number })}
                </Typography>
                <SheetCell {...props} row={row} known={known} at={{ row: place, column }} />
              </Box>
            ))}
          </Box>
        </Card>
      ))}
    </Box>
  );
}

function OwnCell({ cell, office, onHistory }: QuotaSheetProps & { cell: QuotaCellPartsFragment }) {
  const text = useText();
  const formats = useFormats();
  return (
    <>
      <Box sx={{ minHeight: 32, lineHeight: '32px', fontWeight: 600 }}>{formats.integer(cell.received)}</Box>
      <Told
        words={text('quotas.freeShort', { count: cell.free })}
        account={{ officeId: office.id, officeName: office.name, periodId: cell.periodId, number: cell.number }}
        onHistory={onHistory}
      />
    </>
  );
}

/** A number that leads to the movements which made it. */
function Told({ words, account, onHistory }: { words: string; account: Account; onHistory: QuotaSheetProps['onHistory'] }) {
  const text = useText();
  return (
    <ButtonBase
      aria-label={`${words} · ${text('quotas.historyOf', { office: account.officeName, number: account.number })}`}
      sx={{ display: 'block', ml: 'auto', minHeight: 24, typography: 'caption', color: 'text.secondary', textAlign: 'right', '&:hover, &:focus-visible': { textDecoration: 'underline' } }}
      onClick={() => {
        onHistory(account);
      }}
    >
      {words}
    </ButtonBase>
  );
}

function ChildName({ row }: { row: ChildRow }) {
  const text = useText();
  return (
    <>
      {row.office.level === 'SCHOOL' ? (
        row.office.name
      ) : (
        <MuiLink component={Link} to={`/quotas/${encodeURIComponent(row.office.id)}`} underline="hover">
          {row.office.name}
        </MuiLink>
      )}
      {row.office.state !== 'OPEN' && (
        <Typography variant="caption" color="textSecondary" component="div">
          {text('quotas.ended')}
        </Typography>
      )}
    </>
  );
}

function Closing({ period }: { period: SheetPeriod }) {
  const text = useText();
  const days = period.closingDaysLeft;
  return (
    <Typography variant="caption" color="textSecondary" component="div" sx={{ whiteSpace: 'nowrap' }}>
      {!period.isOpen ? text('quotas.closed') : days === null || days === undefined ? '' : days === 0 ? text('quotas.lastDay') : text('quotas.daysLeft', { count: days })}
    </Typography>
  );
}

function Left({ count }: { count: number }) {
  const text = useText();
  const formats = useFormats();
  if (count >= 0) return <>{formats.integer(count)}</>;
  return (
    <Box component="span" sx={{ color: 'error.main' }}>
      {text('quotas.over', { count: -count })}
    </Box>
  );
}

interface SheetCellProps extends QuotaSheetProps {
  row: ChildRow;
  known: QuotaCellPartsFragment;
  at: { row: number; column: number };
}

function SheetCell({ row, known, at, rows, periods, edits, refused, isEditable, isConfirming, onEdit, onRestore, onHistory }: SheetCellProps) {
  const text = useText();
  const formats = useFormats();
  const input = useRef<HTMLInputElement>(null);
  const cell = cellAt(row, known, edits);
  const isChanged = edits.has(cell.key) && cell.seats !== known.received;
  const fault = isChanged ? faultOf(cell) : null;
  const problem = refused.get(cell.key) ?? (fault === null ? undefined : fault.kind === 'invalid' ? text('quotas.invalid') : text('quotas.below', { count: fault.count }));
  const name = text('quotas.cell', { office: row.office.name, number: known.number });
  const told = isConfirming && known.stated !== null && known.stated !== undefined ? text('quotas.stated', { count: known.stated }) : text('quotas.usedShort', { count: known.usedBelow });
  const isWritable = isEditable && periods[at.column]?.isOpen === true;

  const goTo = (down: number, right: number): void => {
    const next = document.querySelector<HTMLInputElement>(`[data-quota-cell="${at.row + down}/${at.column + right}"]`);
    next?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const steps: Record<string, [number, number]> = { ArrowDown: [1, 0], Enter: [1, 0], ArrowUp: [-1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    const step = steps[event.key];
    if (event.key === 'Escape') onRestore(cell.key);
    else if (step) goTo(...step);
    else return;
    event.preventDefault();
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>): void => {
    const block = event.clipboardData.getData('text/plain');
    if (!/[\t\n]/.test(block.trimEnd())) return;
    event.preventDefault();
    onEdit(pasted(block, rows, periods, at));
  };

  return (
    <>
      {isWritable ? (
        <Box
          component="input"
          ref={input}
          data-quota-cell={`${at.row}/${at.column}`}
          aria-label={name}
          aria-invalid={problem !== undefined}
          inputMode="numeric"
          autoComplete="off"
          value={cell.typed}
          onFocus={() => input.current?.select()}
          onClick={() => input.current?.select()}
          onChange={(event: { target: { value: string } }) => {
            onEdit(new Map([[cell.key, event.target.value]]));
          }}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          sx={{
            width: { xs: '100%', sm: 64 }, minHeight: 32, px: 0.75, textAlign: 'right', font: 'inherit', fontVariantNumeric: 'tabular-nums', color: 'text.primary', boxSizing: 'border-box',
            bgcolor: isChanged ? 'primary.light' : 'background.paper', border: 1, borderColor: problem === undefined ? 'divider' : 'error.main', borderRadius: 0.5, fontWeight: isChanged ? 600 : 400,
          }}
        />
      ) : (
        <Box sx={{ minHeight: 32, lineHeight: '32px' }}>{formats.integer(known.received)}</Box>
      )}
      <Told words={told} account={cell} onHistory={onHistory} />
      {problem !== undefined && (
        <Typography variant="caption" color="error" component="div" role="alert">
          {problem}
        </Typography>
      )}
    </>
  );
}

function seatsAt(row: ChildRow, column: number, edits: Edits): number {
  const known = row.cells[column];
  return known === undefined ? 0 : (cellAt(row, known, edits).seats ?? known.received);
}
