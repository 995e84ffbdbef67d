import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import MuiLink from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useRef, type ClipboardEvent, type KeyboardEvent } from 'react';
import { Link } from 'react-router-dom';
import type { ChildParticipationQuery, QuotaCellPartsFragment } from '../gql/graphql.js';
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
  /** By how many seats a period is over what is free. */
  overs: ReadonlyMap<string, number>;
  /** Of each child: who takes part, and how many should. */
  participation: ReadonlyMap<string, ChildShare>;
  isEditable: boolean;
  isConfirming: boolean;
  onEdit: (edits: ReadonlyMap<string, string>) => void;
  onRestore: (key: string) => void;
  onHistory: (account: Account) => void;
  office: { id: string; name: string };
}

export type ChildShare = Pick<ChildParticipationQuery['childParticipation']['nodes'][number], 'enrolled' | 'target' | 'gap'>;

/** Whose movements are asked for. */
export interface Account {
  officeId: string;
  officeName: string;
  periodId: string;
  number: number;
}

export function OwnCell({ cell, office, onHistory }: QuotaSheetProps & { cell: QuotaCellPartsFragment }) {
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

export function ChildName({ row, share }: { row: ChildRow; share: ChildShare | undefined }) {
  const text = useText();
  const formats = useFormats();
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
      {share?.target !== null && share?.target !== undefined && (
        <Typography variant="caption" color="textSecondary" component="div">
          {text('quotas.taking', { enrolled: formats.integer(share.enrolled), target: formats.integer(share.target) })} · {share.gap === 0 ? text('quotas.childReached') : text('quotas.childGap', { count: formats.integer(share.gap ?? undefined) })}
        </Typography>
      )}
    </>
  );
}

export function Closing({ period }: { period: SheetPeriod }) {
  const text = useText();
  const days = period.closingDaysLeft;
  return (
    <Typography variant="caption" color="textSecondary" component="div" sx={{ whiteSpace: 'nowrap' }}>
      {!period.isOpen ? text('quotas.closed') : days === null || days === undefined ? '' : days === 0 ? text('quotas.lastDay') : text('quotas.daysLeft', { count: days })}
    </Typography>
  );
}

export function Left({ count }: { count: number }) {
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

export function SheetCell({ row, known, at, rows, periods, edits, refused, overs, isEditable, isConfirming, onEdit, onRestore, onHistory }: SheetCellProps) {
  const text = useText();
  const formats = useFormats();
  const input = useRef<HTMLInputElement>(null);
  const cell = cellAt(row, known, edits);
  const isChanged = edits.has(cell.key) && cell.seats !== known.received;
  const fault = isChanged ? faultOf(cell) : null;
  const over = isChanged && (cell.seats ?? 0) > known.received ? overs.get(known.periodId) : undefined;
  const problem = refused.get(cell.key) ?? (fault === null ? (over === undefined ? undefined : text('quotas.over', { count: over })) : fault.kind === 'invalid' ? text('quotas.invalid') : text('quotas.below', { count: fault.count }));
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
        <Typography variant="caption" color="error" component="div" role="alert" sx={{ whiteSpace: 'normal', ml: 'auto', maxWidth: { sm: 120 } }}>
          {problem}
        </Typography>
      )}
    </>
  );
}
