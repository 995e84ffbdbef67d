import CheckCircleIcon from '@mui/icons-material/CheckCircleOutlined';
import ReplyIcon from '@mui/icons-material/Reply';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange } from '../data/queries.js';
import { ReviewEnrolmentsDocument, type EnrolmentReviewDecision, type ReviewEnrolmentsMutation, type ReviewListQuery } from '../gql/graphql.js';
import { FormDialog } from '../ui/form-dialog.js';
import { TextInput } from '../ui/form-fields.js';
import { useFormats } from '../ui/format.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { useText } from '../ui/text.js';
import { changedByActs } from './changed-documents.js';

export type ReviewRow = ReviewListQuery['enrolments']['nodes'][number];
export type ReviewOutcomes = ReviewEnrolmentsMutation['reviewEnrolments']['outcomes'];

/** As many as the server decides upon in one act. */
const AT_ONCE = 250;

interface ReviewBarProps {
  rows: readonly ReviewRow[];
  onClear: () => void;
  onDone: (rows: readonly ReviewRow[], outcomes: ReviewOutcomes) => void;
}

/** What can be done with all that are selected; each act says first how many it means. */
export function ReviewBar({ rows, onClear, onDone }: ReviewBarProps) {
  const text = useText();
  const formats = useFormats();
  const [asked, setAsked] = useState<EnrolmentReviewDecision | null>(null);
  if (rows.length === 0) return null;
  const selected = text('reviews.selected', { count: formats.integer(rows.length) });
  const isTooMany = rows.length > AT_ONCE;
  return (
    <>
      <Paper role="toolbar" aria-label={selected} sx={{ position: 'sticky', bottom: 8, zIndex: 3, mt: 1, p: 1, border: 1, borderColor: 'primary.main' }}>
        <Stack direction="row" useFlexGap spacing={1} sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
          <Typography sx={{ fontWeight: 600, mr: 1 }}>{selected}</Typography>
          <Button size="small" variant="contained" startIcon={<CheckCircleIcon />} disabled={isTooMany} onClick={() => { setAsked('PASS'); }}>
            {text('reviews.pass')}
          </Button>
          <Button size="small" variant="outlined" startIcon={<ReplyIcon />} disabled={isTooMany} onClick={() => { setAsked('SEND_BACK'); }}>
            {text('reviews.sendBack')}
          </Button>
          <Button size="small" onClick={onClear}>
            {text('reviews.clear')}
          </Button>
          {isTooMany && <Typography variant="body2">{text('reviews.tooMany', { count: formats.integer(AT_ONCE) })}</Typography>}
        </Stack>
      </Paper>
      {asked !== null && <DecisionDialog decision={asked} rows={rows} onClose={() => { setAsked(null); }} onDone={onDone} />}
    </>
  );
}

function DecisionDialog({ decision, rows, onClose, onDone }: { decision: EnrolmentReviewDecision; rows: readonly ReviewRow[]; onClose: () => void; onDone: ReviewBarProps['onDone'] }) {
  const text = useText();
  const formats = useFormats();
  const notify = useNotify();
  const keys = useRef(new IdempotencyKeys());
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const change = useChange(ReviewEnrolmentsDocument, changedByActs);
  const refusals = change.data?.reviewEnrolments.refusals ?? [];
  const isPass = decision === 'PASS';
  const count = formats.integer(rows.length);
  const send = (): void => {
    setTried(true);
    if (!isPass && reason.trim() === '') return;
    const input = { enrolments: rows.map(({ id, version }) => ({ enrolmentId: id, expectedVersion: version })), decision, reason: isPass ? null : reason.trim() };
    change.mutate(
      { input: { ...input, idempotencyKey: keys.current.for(input) } },
      {
        onSuccess: ({ reviewEnrolments: { outcomes, refusals: whole } }) => {
          if (whole.length > 0) return;
          const done = outcomes.filter((one) => one.refusals.length === 0).length;
          if (done > 0) notify(text(isPass ? 'reviews.passed' : 'reviews.sentBack', { count: formats.integer(done) }), { type: 'success' });
          onDone(rows, outcomes);
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog title={text(isPass ? 'reviews.passTitle' : 'reviews.sendBackTitle', { count })} submit={text(isPass ? 'reviews.passSubmit' : 'reviews.sendBackSubmit', { count })} isBusy={change.isPending} error={change.error} refusals={withoutField(refusals, 'reason')} onSubmit={send} onClose={onClose}>
      <Typography>{text(isPass ? 'reviews.passText' : 'reviews.sendBackText')}</Typography>
      {!isPass && <TextInput label={text('reviews.sendBackReason')} value={reason} onChange={setReason} autoFocus isLong problem={isTried && reason.trim() === '' ? text('changes.reasonMissing') : refusalOf(refusals, 'reason')} help={text('reviews.sendBackHelp')} />}
    </FormDialog>
  );
}
