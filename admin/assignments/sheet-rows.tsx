import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import Chip from '@mui/material/Chip';
import FormControlLabel from '@mui/material/FormControlLabel';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useConnection } from '../data/queries.js';
import { ExportMenu } from '../exchange/export-menu.js';
import { GradingSheetRowsDocument, type GradingSheetPartsFragment, type GradingSheetRowOutcome, type GradingSheetRowPartsFragment } from '../gql/graphql.js';
import { ConnectionTable, type Column } from '../ui/data-table.js';
import { useFormats } from '../ui/format.js';
import { EmptyState } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { SheetSides } from './sheet-sides.js';
import { useLearnerName } from './use-learner-name.js';

/** What needs a look stands first. */
const OUTCOMES = ['CONFLICT', 'REFUSED', 'CHANGED', 'TO_SCORE', 'SAME'] as const satisfies readonly GradingSheetRowOutcome[];
type Shown = GradingSheetRowOutcome | 'FAILED';

interface SheetRowsProps {
  sheet: GradingSheetPartsFragment;
  /** Lines of conflicts that are to be written over. */
  overwritten: ReadonlySet<number>;
  onOverwrite: (lines: ReadonlySet<number>) => void;
}

/** The rows by what they would do, or what was not done. */
export function SheetRows({ sheet, overwritten, onOverwrite }: SheetRowsProps) {
  const text = useText();
  const formats = useFormats();
  const counts: Record<GradingSheetRowOutcome, number> = { CONFLICT: sheet.conflictCount, REFUSED: sheet.refusedCount, CHANGED: sheet.changedCount, TO_SCORE: sheet.newCount, SAME: sheet.sameCount };
  const failed = (sheet.undoAct ?? sheet.applyAct)?.refusedCount ?? 0;
  const [chosen, setShown] = useState<Shown | null>(null);
  const shown = chosen ?? (failed > 0 ? 'FAILED' : (OUTCOMES.find((outcome) => counts[outcome] > 0) ?? 'TO_SCORE'));
  const rows = useConnection(
    GradingSheetRowsDocument,
    { sheetId: sheet.id, first: 50, outcome: shown === 'FAILED' ? null : shown, isFailed: shown === 'FAILED' ? true : null },
    (result) => result.gradingSheetRows,
    { keepPrevious: true },
  );
  const columns = useColumns(sheet, shown, overwritten, onOverwrite);
  return (
    <Box>
      <Tabs value={shown} onChange={(_, value: Shown) => { setShown(value); }} variant="scrollable" allowScrollButtonsMobile aria-label={text('sheets.rows')} sx={{ mb: 1 }}>
        {failed > 0 && <Tab value="FAILED" label={`${text('sheets.failedTab')} ${formats.integer(failed)}`} />}
        {OUTCOMES.map((outcome) => (
          <Tab key={outcome} value={outcome} label={`${text(`sheets.outcomes.${outcome}`)} ${formats.integer(counts[outcome])}`} />
        ))}
      </Tabs>
      {shown === 'CONFLICT' && sheet.state === 'PREVIEWED' && sheet.conflictCount > 0 && (
        <Typography variant="body2" sx={{ mb: 1 }}>
          {text('sheets.conflictHelp')}
        </Typography>
      )}
      <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>
        <ExportMenu isSmall list="gradingsheetrows" label={text('ui.export')} filter={{ sheetId: sheet.id, outcome: shown === 'FAILED' ? null : shown, isFailed: shown === 'FAILED' ? true : null }} />
      </Box>
      <ConnectionTable label={text('sheets.rows')} connection={rows} rowKey={(row) => String(row.line)} columns={columns} empty={<EmptyState title={text('sheets.noRows')} next={text('sheets.noRowsNext')} />} />
    </Box>
  );
}

function useColumns(sheet: GradingSheetPartsFragment, shown: Shown, overwritten: ReadonlySet<number>, onOverwrite: SheetRowsProps['onOverwrite']): readonly [Column<GradingSheetRowPartsFragment>, ...Column<GradingSheetRowPartsFragment>[]] {
  const text = useText();
  const formats = useFormats();
  const learnerName = useLearnerName();
  const nameOf = ({ submission }: GradingSheetRowPartsFragment): string => (submission ? learnerName(submission) : text('sheets.unknown'));
  const toggle = (line: number): void => {
    const next = new Set(overwritten);
    if (!next.delete(line)) next.add(line);
    onOverwrite(next);
  };
  const hasSides = shown === 'CONFLICT' || shown === 'CHANGED' || shown === 'FAILED';
  return [
    { key: 'learner', label: text('sheets.learner'), cell: nameOf },
    { key: 'line', label: text('sheets.line'), numeric: true, cell: (row) => row.line },
    ...(hasSides || shown === 'REFUSED' ? [] : [{ key: 'points', label: text('sheets.points'), numeric: true, isEmpty: (row: GradingSheetRowPartsFragment) => (row.points ?? null) === null, cell: (row: GradingSheetRowPartsFragment) => formats.points(row.points) }]),
    {
      key: 'what',
      label: text('sheets.what'),
      isEmpty: (row) => !hasSides && row.reasons.length === 0 && row.comment === '' && (row.result ?? null) === null,
      cell: (row) => (
        <Box sx={{ maxWidth: 720, ml: { xs: 'auto', sm: 0 } }}>
          {row.result && <Chip size="small" variant="outlined" label={text(`sheets.results.${row.result}`)} color={row.result === 'NOT_WRITTEN' || row.result === 'KEPT' ? 'warning' : 'default'} sx={{ mb: 0.5 }} />}
          {row.outcome === 'CONFLICT' && !row.isChosen && sheet.state !== 'PREVIEWED' && <Chip size="small" variant="outlined" label={text('sheets.stays')} sx={{ mb: 0.5 }} />}
          {row.refusals.map((refusal) => (
            <div key={refusal.message}>{refusal.message}</div>
          ))}
          {row.reasons.map(({ column, reason }) => (
            <div key={`${column}${reason}`}>
              <strong>{column}</strong>
              {`：${reason}`}
            </div>
          ))}
          {row.conflict === 'NEW_ATTEMPT' && <div>{text('sheets.newAttempt')}</div>}
          {hasSides && row.conflict !== 'NEW_ATTEMPT' && <SheetSides row={row} criteria={sheet.assignment.rubric.criteria} isBefore={sheet.state === 'PREVIEWED' || row.result === 'NOT_WRITTEN' || row.result === 'KEPT' || !row.isChosen} />}
          {!hasSides && row.comment !== '' && <Box sx={{ whiteSpace: 'pre-line' }}>{row.comment}</Box>}
          {row.conflict === 'SCORED' && sheet.state === 'PREVIEWED' && (
            <FormControlLabel
              control={
                <Checkbox
                  size="small"
                  checked={overwritten.has(row.line)}
                  onChange={() => {
                    toggle(row.line);
                  }}
                />
              }
              label={text('sheets.overwrite', { name: nameOf(row) })}
            />
          )}
        </Box>
      ),
    },
  ];
}
