import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import Typography from '@mui/material/Typography';
import { useEffect, useState } from 'react';
import { useParams } from 'react-router-dom';
import { outdate, useChange, useConnection, useLoad } from '../data/queries.js';
import { ExportMenu } from '../exchange/export-menu.js';
import { ApplyRosterImportDocument, RosterImportDetailDocument, RosterImportsDocument, RosterRowsDocument, UndoRosterImportDocument, type RosterImportPartsFragment, type RosterRowOutcome } from '../gql/graphql.js';
import { useFieldValue } from '../people/field-values.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { ConnectionTable } from '../ui/data-table.js';
import { MISSING, useFormats } from '../ui/format.js';
import { Page } from '../ui/page.js';
import { Refusals } from '../ui/refusals.js';
import { EmptyState, Failure, Loaded, NotFound } from '../ui/states.js';
import { useText, type TextKey } from '../ui/text.js';

const POLL_MS = 1_000;
const OUTCOMES = ['ERROR', 'NEW', 'CHANGED', 'SAME'] as const satisfies readonly RosterRowOutcome[];

export function RosterPage() {
  const { id = '' } = useParams();
  const query = useLoad(RosterImportDetailDocument, { id });
  return <Loaded query={query}>{({ rosterImport }) => (rosterImport ? <RosterView found={rosterImport} /> : <NotFound />)}</Loaded>;
}

function RosterView({ found }: { found: RosterImportPartsFragment }) {
  const text = useText();
  const formats = useFormats();
  const isWorking = ['RECEIVING', 'CHECKING', 'APPLYING', 'UNDOING'].includes(found.state);
  const apply = useChange(ApplyRosterImportDocument, [RosterImportDetailDocument, RosterImportsDocument]);
  const undo = useChange(UndoRosterImportDocument, [RosterImportDetailDocument, RosterImportsDocument]);
  const [isAsking, setAsking] = useState(false);
  useEffect(() => {
    if (!isWorking) {
      outdate([RosterRowsDocument]);
      return undefined;
    }
    const timer = window.setInterval(() => {
      outdate([RosterImportDetailDocument]);
    }, POLL_MS);
    return () => {
      window.clearInterval(timer);
    };
  }, [isWorking]);
  const count = found.added + found.changed;
  const total = found.state === 'CHECKING' ? found.rowCount : count;
  const refusals = [...(apply.data?.applyRosterImport.refusals ?? []), ...(undo.data?.undoRosterImport.refusals ?? [])];
  const input = { importId: found.id };
  return (
    <Page title={found.fileName} subtitle={`${text(`roster.states.${found.state}`)} · ${found.byName} · ${formats.time(found.createdAt)}`}>
      <Stack spacing={2}>
        {apply.error !== null && <Failure error={apply.error} onRetry={() => { apply.mutate({ input }); }} />}
        <Refusals refusals={refusals} />
        {found.failure && <Alert severity="error">{found.failure}</Alert>}
        {isWorking ? (
          <Box role="status">
            <Typography variant="body2">{`${text(`roster.states.${found.state}`)} · ${text('roster.progress', { done: formats.integer(found.done), total: formats.integer(total) })}`}</Typography>
            <LinearProgress variant="determinate" aria-label={text(`roster.states.${found.state}`)} value={total === 0 ? 0 : Math.min(100, (found.done * 100) / total)} />
          </Box>
        ) : (
          found.state !== 'REJECTED' && (
            <Typography variant="h2" component="p" sx={{ fontVariantNumeric: 'tabular-nums' }}>
              {text('roster.summary', { same: formats.integer(found.same), added: formats.integer(found.added), changed: formats.integer(found.changed), errors: formats.integer(found.errors) })}
            </Typography>
          )
        )}
        {!isWorking && found.missing > 0 && <Typography variant="body2" color="textSecondary">{text('roster.missing', { missing: formats.integer(found.missing) })}</Typography>}
        {!isWorking && found.duplicates > 0 && <Alert severity="warning">{text('roster.duplicates', { duplicates: found.duplicates })}</Alert>}
        {found.state === 'CHECKED' && (
          <Box>
            <Button variant="contained" disabled={count === 0} loading={apply.isPending} onClick={() => { apply.mutate({ input }); }}>
              {count === 0 ? text('roster.nothing') : text('roster.apply', { count: formats.integer(count) })}
            </Button>
          </Box>
        )}
        {found.state === 'APPLIED' && (
          <Alert
            severity="success"
            action={
              <Button color="inherit" onClick={() => { setAsking(true); }}>
                {text('roster.undo')}
              </Button>
            }
          >
            {text('roster.applied', { done: formats.integer(found.done - found.conflicts) })} {text('roster.undoUntil', { time: formats.time(found.undoableUntil) })}
          </Alert>
        )}
        {found.state === 'UNDONE' && <Alert severity="info">{text('roster.undone')}</Alert>}
        {!isWorking && found.conflicts > 0 && <Alert severity="warning">{text('roster.conflicts', { conflicts: formats.integer(found.conflicts) })}</Alert>}
        {!isWorking && found.state !== 'REJECTED' && <Rows found={found} />}
      </Stack>
      {isAsking && (
        <ConfirmDialog
          title={text('roster.undoTitle')}
          explanation={text('roster.undoText', { count: formats.integer(found.done - found.conflicts) })}
          confirm={text('roster.undo')}
          cancel={text('ui.cancel')}
          advised="confirm"
          isBusy={undo.isPending}
          onConfirm={() => {
            undo.mutate({ input }, { onSettled: () => { setAsking(false); } });
          }}
          onCancel={() => { setAsking(false); }}
        />
      )}
    </Page>
  );
}

type Shown = RosterRowOutcome | 'CONFLICT';

function Rows({ found }: { found: RosterImportPartsFragment }) {
  const text = useText();
  const valueOf = useFieldValue();
  const counts: Record<RosterRowOutcome, number> = { ERROR: found.errors, NEW: found.added, CHANGED: found.changed, SAME: found.same };
  const [shown, setShown] = useState<Shown>(OUTCOMES.find((outcome) => counts[outcome] > 0) ?? 'SAME');
  const rows = useConnection(RosterRowsDocument, { importId: found.id, first: 50, outcome: shown === 'CONFLICT' ? null : shown, isConflict: shown === 'CONFLICT' ? true : null }, (result) => result.rosterRows, { keepPrevious: true });
  return (
    <Box>
      <Tabs value={shown} onChange={(_, value: Shown) => { setShown(value); }} variant="scrollable" aria-label={text('roster.rows')}>
        {OUTCOMES.map((outcome) => (
          <Tab key={outcome} value={outcome} label={`${text(`roster.outcomes.${outcome}`)} ${String(counts[outcome])}`} />
        ))}
        {found.conflicts > 0 && <Tab value="CONFLICT" label={`${text('roster.conflictTab')} ${String(found.conflicts)}`} />}
      </Tabs>
      <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>
        <ExportMenu isSmall list="rosterrows" label={text('ui.export')} filter={{ importId: found.id, outcome: shown === 'CONFLICT' ? null : shown, isConflict: shown === 'CONFLICT' ? true : null }} />
      </Box>
      <ConnectionTable
        label={text('roster.rows')}
        connection={rows}
        rowKey={(row) => String(row.line)}
        columns={[
          { key: 'line', label: text('roster.line'), numeric: true, cell: (row) => row.line },
          { key: 'name', label: text('roster.name'), cell: (row) => row.name || MISSING },
          { key: 'school', label: text('roster.school'), cell: (row) => row.schoolCode || MISSING },
          {
            key: 'what',
            label: text('roster.what'),
            isEmpty: (row) => row.errors.length === 0 && row.changes.length === 0 && !row.isLikelyDuplicate,
            cell: (row) => (
              <>
                {row.errors.map((error) => <div key={`${error.column}${error.reason}`}>{`${error.column}：${error.reason}`}</div>)}
                {row.changes.map((change) => (
                  <div key={change.field}>{`${text(`people.fields.${change.field}` as TextKey)}：${text('people.changeFromTo', { from: change.fromValue ? valueOf(change.field, change.fromValue) : MISSING, to: change.toValue ? valueOf(change.field, change.toValue) : MISSING })}`}</div>
                ))}
                {row.isLikelyDuplicate && text('roster.duplicate')}
              </>
            ),
          },
        ]}
        empty={<EmptyState title={text('roster.noRows')} next={text('roster.noRowsNext')} />}
      />
    </Box>
  );
}
