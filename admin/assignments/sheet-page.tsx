import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useEffect, useState } from 'react';
import { Link, useParams } from 'react-router-dom';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { outdate, useChange, useLoad } from '../data/queries.js';
import { ApplyGradingSheetDocument, GradingProgressDocument, GradingQueueDocument, GradingSheetDetailDocument, GradingSheetRowsDocument, GradingSheetsDocument, UndoGradingSheetDocument, type BulkActPartsFragment, type GradingSheetPartsFragment } from '../gql/graphql.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { useFormats } from '../ui/format.js';
import { Page } from '../ui/page.js';
import { Refusals } from '../ui/refusals.js';
import { Failure, Loaded, NotFound } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { SheetRows } from './sheet-rows.js';

const POLL_MS = 500;

export function SheetPage() {
  const { id = '' } = useParams();
  const query = useLoad(GradingSheetDetailDocument, { id });
  return <Loaded query={query}>{({ gradingSheet }) => (gradingSheet ? <SheetView sheet={gradingSheet} /> : <NotFound />)}</Loaded>;
}

/** One uploaded sheet: what it would do, the decision, how far it is, what became of it, and the way back. */
function SheetView({ sheet }: { sheet: GradingSheetPartsFragment }) {
  const text = useText();
  const formats = useFormats();
  const isWorking = sheet.state === 'APPLYING' || sheet.state === 'UNDOING';
  const [overwritten, setOverwritten] = useState<ReadonlySet<number>>(new Set());
  useEffect(() => {
    if (!isWorking) {
      outdate([GradingSheetRowsDocument, GradingSheetsDocument, GradingQueueDocument, GradingProgressDocument]);
      return undefined;
    }
    const timer = window.setInterval(() => {
      outdate([GradingSheetDetailDocument]);
    }, POLL_MS);
    return () => {
      window.clearInterval(timer);
    };
  }, [isWorking]);
  return (
    <Page
      title={sheet.assignment.title}
      subtitle={`${sheet.class.name} · ${sheet.fileName} · ${text(`sheets.states.${sheet.state}`)} · ${formats.time(sheet.createdAt)}`}
      actions={
        <Button component={Link} to={`/assignments?${new URLSearchParams({ class: sheet.class.id, assignment: sheet.assignment.id, filter: 'ALL' }).toString()}`} variant="outlined">
          {text('sheets.back')}
        </Button>
      }
    >
      <Stack spacing={2}>
        <Box>
          <Typography variant="h2" component="p" sx={{ fontVariantNumeric: 'tabular-nums' }}>
            {text(sheet.state === 'PREVIEWED' || sheet.state === 'APPLYING' ? 'sheets.counts' : 'sheets.countsAfter', { fresh: formats.integer(sheet.newCount), changed: formats.integer(sheet.changedCount), conflicts: formats.integer(sheet.conflictCount), refused: formats.integer(sheet.refusedCount), same: formats.integer(sheet.sameCount) })}
          </Typography>
          <Typography variant="body2" color="textSecondary">
            {text('sheets.rowsRead', { count: formats.integer(sheet.rowCount), blank: formats.integer(sheet.blankCount) })}
          </Typography>
        </Box>
        {sheet.state === 'PREVIEWED' && <Decision sheet={sheet} overwritten={overwritten} />}
        {isWorking && <Progress label={text(`sheets.states.${sheet.state}`)} act={sheet.undoAct ?? sheet.applyAct ?? null} />}
        {sheet.state === 'APPLIED' && <Written sheet={sheet} />}
        {sheet.state === 'UNDONE' && (
          <Alert severity={(sheet.undoAct?.refusedCount ?? 0) > 0 ? 'warning' : 'info'}>
            {text('sheets.undone', { count: formats.integer(sheet.undoAct?.doneCount) })} <NotDone act={sheet.undoAct ?? null} />
          </Alert>
        )}
        {!isWorking && <SheetRows sheet={sheet} overwritten={overwritten} onOverwrite={setOverwritten} />}
      </Stack>
    </Page>
  );
}

function Decision({ sheet, overwritten }: { sheet: GradingSheetPartsFragment; overwritten: ReadonlySet<number> }) {
  const text = useText();
  const formats = useFormats();
  const [keys] = useState(() => new IdempotencyKeys());
  const apply = useChange(ApplyGradingSheetDocument, [GradingSheetDetailDocument]);
  const count = sheet.newCount + sheet.changedCount + overwritten.size;
  const submit = (): void => {
    const wanted = { sheetId: sheet.id, overwriteLines: [...overwritten].sort((one, other) => one - other) };
    apply.mutate({ input: { ...wanted, idempotencyKey: keys.for(wanted) } });
  };
  const words = overwritten.size > 0 ? text('sheets.applyOver', { count: formats.integer(count), over: formats.integer(overwritten.size) }) : text('sheets.apply', { count: formats.integer(count) });
  return (
    <>
      {apply.error !== null && <Failure error={apply.error} onRetry={submit} />}
      <Refusals refusals={apply.data?.applyGradingSheet.refusals ?? []} />
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2} sx={{ alignItems: { sm: 'center' } }}>
        <Button variant="contained" disabled={count === 0} loading={apply.isPending} onClick={submit} sx={{ flexShrink: 0 }}>
          {count === 0 ? text('sheets.nothing') : words}
        </Button>
        {count > 0 && (
          <Typography variant="body2" color="textSecondary">
            {text('sheets.applyHelp')}
          </Typography>
        )}
      </Stack>
    </>
  );
}

function Progress({ label, act }: { label: string; act: BulkActPartsFragment | null }) {
  const text = useText();
  const formats = useFormats();
  const done = (act?.doneCount ?? 0) + (act?.refusedCount ?? 0);
  const count = act?.itemCount ?? 0;
  return (
    <Box role="status">
      <Typography variant="body2">{`${label} · ${text('sheets.progress', { done: formats.integer(done), count: formats.integer(count) })}`}</Typography>
      <LinearProgress variant="determinate" aria-label={label} value={count === 0 ? 0 : Math.min(100, (done * 100) / count)} sx={{ height: 8, borderRadius: 1, my: 0.5 }} />
      <Typography variant="body2" color="textSecondary">
        {text('sheets.keepsGoing')}
      </Typography>
    </Box>
  );
}

function NotDone({ act }: { act: BulkActPartsFragment | null }) {
  const text = useText();
  const formats = useFormats();
  return act === null || act.refusedCount === 0 ? null : <strong>{text('sheets.notDone', { count: formats.integer(act.refusedCount) })}</strong>;
}

function Written({ sheet }: { sheet: GradingSheetPartsFragment }) {
  const text = useText();
  const formats = useFormats();
  const [isAsking, setAsking] = useState(false);
  const undo = useChange(UndoGradingSheetDocument, [GradingSheetDetailDocument]);
  const count = formats.integer(sheet.applyAct?.doneCount);
  return (
    <>
      {undo.error !== null && (
        <Failure
          error={undo.error}
          onRetry={() => {
            undo.reset();
          }}
        />
      )}
      <Refusals refusals={undo.data?.undoGradingSheet.refusals ?? []} />
      <Alert
        severity={(sheet.applyAct?.refusedCount ?? 0) > 0 ? 'warning' : 'success'}
        sx={{ flexWrap: { xs: 'wrap', sm: 'nowrap' } }}
        action={
          <Button
            color="inherit"
            onClick={() => {
              setAsking(true);
            }}
          >
            {text('sheets.undo')}
          </Button>
        }
      >
        {text('sheets.applied', { count })} <NotDone act={sheet.applyAct ?? null} /> {text('sheets.undoUntil', { time: formats.time(sheet.undoableUntil) })}
      </Alert>
      {isAsking && (
        <ConfirmDialog
          title={text('sheets.undoTitle')}
          explanation={text('sheets.undoText', { count })}
          confirm={text('sheets.undo')}
          cancel={text('ui.cancel')}
          advised="confirm"
          isBusy={undo.isPending}
          onConfirm={() => {
            undo.mutate(
              { input: { sheetId: sheet.id } },
              {
                onSettled: () => {
                  setAsking(false);
                },
              },
            );
          }}
          onCancel={() => {
            setAsking(false);
          }}
        />
      )}
    </>
  );
}
