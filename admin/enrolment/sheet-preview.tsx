import CheckCircleIcon from '@mui/icons-material/CheckCircleOutlined';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { Fragment, useRef } from 'react';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange } from '../data/queries.js';
import { EnrolBySheetDocument } from '../gql/graphql.js';
import { DataTable } from '../ui/data-table.js';
import { Refusals } from '../ui/refusals.js';
import { Failure } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { changedByActs } from './changed-documents.js';
import { RequirementTag } from './reasons.js';

const OUTCOMES = ['READY', 'NO_SEAT', 'NOT_ELIGIBLE', 'REFUSED', 'ENROLLED_ALREADY', 'NOT_FOUND'] as const;
type Outcome = (typeof OUTCOMES)[number];

/** A row of the sheet as the server has looked at it. */
export interface SheetLine {
  line: number;
  trainingNumber: string;
  name: string | null;
  classCode: string;
  className: string | null;
  periodNumber: number | null;
  outcome: Outcome;
  reason: string | null;
  requirement: string | null;
  personId: string | null;
  classId: string | null;
}

interface ShownLine extends SheetLine { isDone: boolean }

const COLOURS = { READY: 'primary', NO_SEAT: 'warning', NOT_ELIGIBLE: 'warning', REFUSED: 'warning', ENROLLED_ALREADY: 'default', NOT_FOUND: 'error' } as const;

/** What each row would do, in numbers and one by one; then, in the same place, what became of it. */
export function SheetPreview({ fileName, lines }: { fileName: string; lines: readonly SheetLine[] }) {
  const text = useText();
  const keys = useRef(new IdempotencyKeys());
  const enrol = useChange(EnrolBySheetDocument, changedByActs);
  const ready = lines.filter(({ outcome }) => outcome === 'READY');
  const answer = enrol.data?.enrolBySheet;
  const isAnswered = answer !== undefined && answer.refusals.length === 0;
  const told = new Map((isAnswered ? answer.outcomes : []).map((outcome) => [`${outcome.personId} ${outcome.classId}`, outcome]));
  const shown = lines.map((line): ShownLine => {
    const outcome = line.outcome === 'READY' ? told.get(`${line.personId ?? ''} ${line.classId ?? ''}`) : undefined;
    const [refusal] = outcome?.refusals ?? [];
    return refusal === undefined ? { ...line, isDone: outcome !== undefined } : { ...line, isDone: false, outcome: 'REFUSED', reason: refusal.message, requirement: refusal.requirement ?? null };
  });
  // What asks for something stands first.
  const ordered = [...shown.filter(({ outcome }) => outcome !== 'READY'), ...shown.filter(({ outcome }) => outcome === 'READY')];
  const counts = OUTCOMES.flatMap((outcome) => {
    const count = lines.filter((line) => line.outcome === outcome).length;
    return count > 0 || outcome === 'READY' ? [text(`enrolSheet.counts.${outcome}`, { count })] : [];
  });
  const done = shown.filter(({ isDone }) => isDone).length;
  const send = (): void => {
    const content = { entries: ready.map(({ personId, classId }) => ({ personId: personId ?? '', classId: classId ?? '' })) };
    enrol.mutate({ input: { ...content, idempotencyKey: keys.current.for(content) } });
  };
  return (
    <Stack spacing={2} component="section" aria-label={text('enrolSheet.preview')}>
      <Box>
        <Typography variant="h2" component="div" role="status" sx={{ fontVariantNumeric: 'tabular-nums' }}>
          {counts.map((count, place) => (
            <Fragment key={count}>
              {place > 0 && ' · '}
              <Box component="span" sx={{ whiteSpace: 'nowrap' }}>{count}</Box>
            </Fragment>
          ))}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {text('enrolSheet.rowsRead', { file: fileName, count: lines.length })}
        </Typography>
      </Box>
      {enrol.error !== null && <Failure error={enrol.error} onRetry={send} />}
      <Refusals refusals={answer?.refusals ?? []} />
      {isAnswered ? (
        <Alert severity={done === ready.length ? 'success' : 'warning'}>{text(done === ready.length ? 'enrolSheet.done' : 'enrolSheet.doneInPart', { count: done, rest: ready.length - done })}</Alert>
      ) : (
        <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2} sx={{ alignItems: { sm: 'center' } }}>
          <Button variant="contained" disabled={ready.length === 0} loading={enrol.isPending} onClick={send} sx={{ flexShrink: 0 }}>
            {ready.length === 0 ? text('enrolSheet.nothing') : text('enrolSheet.confirm', { count: ready.length })}
          </Button>
          <Typography variant="body2" color="textSecondary">
            {text(ready.length === 0 ? 'enrolSheet.nothingHelp' : 'enrolSheet.confirmHelp', { count: ready.length })}
          </Typography>
        </Stack>
      )}
      <DataTable
        label={text('enrolSheet.rows')}
        rows={ordered}
        rowKey={(row) => String(row.line)}
        columns={[
          { key: 'name', label: text('enrolling.name'), cell: (row) => row.name ?? '—' },
          { key: 'trainingNumber', label: text('enrolling.trainingNumber'), cell: (row) => (row.trainingNumber === '' ? '—' : row.trainingNumber) },
          { key: 'class', label: text('enrolling.class'), cell: (row) => row.className ?? (row.classCode === '' ? '—' : row.classCode) },
          { key: 'line', label: text('enrolSheet.line'), numeric: true, cell: (row) => row.line },
          {
            key: 'outcome',
            label: text('enrolSheet.outcome'),
            cell: (row) => <Chip size="small" variant="outlined" color={row.isDone ? 'success' : COLOURS[row.outcome]} {...(row.isDone ? { icon: <CheckCircleIcon /> } : {})} label={text(row.isDone ? 'enrolling.enrolledNow' : `enrolSheet.outcomes.${row.outcome}`)} />,
          },
          {
            key: 'reason',
            label: text('enrolSheet.reason'),
            isEmpty: (row) => row.reason === null,
            cell: (row) => (
              <>
                {row.reason} {row.requirement !== null && <RequirementTag requirement={row.requirement} />}
              </>
            ),
          },
        ]}
      />
    </Stack>
  );
}
