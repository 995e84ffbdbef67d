import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useChange } from '../data/queries.js';
import { CancelOfficeChangeDocument, OfficeChangesDocument, OfficeHistoryDocument, type OfficeChangePartsFragment } from '../gql/graphql.js';
import { FormDialog } from '../ui/form-dialog.js';
import { TextInput } from '../ui/form-fields.js';
import { useFormats } from '../ui/format.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { useText } from '../ui/text.js';

/** What a change did, in one sentence, as the office with that page sees it; null on a page of no office. */
export function useChangeSentence(officeId: string | null): (change: OfficeChangePartsFragment) => string {
  const text = useText();
  return ({ kind, office, nameBefore, nameAfter, parentBefore, parentAfter, mergedInto }) => {
    if (kind === 'MERGE' && mergedInto?.id === officeId && office?.id !== officeId) return text('organisation.did.RECEIVED', { before: nameBefore ?? '' });
    if (kind === 'MERGE') return text('organisation.did.MERGE', { after: mergedInto?.name ?? '' });
    if (kind === 'MOVE') return text('organisation.did.MOVE', { before: parentBefore?.name ?? '', after: parentAfter?.name ?? '' });
    return text(`organisation.did.${kind}`, { before: nameBefore ?? '', after: nameAfter ?? '' });
  };
}

/** Gives a planned change up, with the reason. */
export function CancelPlanDialog({ change, officeId, onClose }: { change: OfficeChangePartsFragment; officeId: string | null; onClose: () => void }) {
  const text = useText();
  const formats = useFormats();
  const notify = useNotify();
  const sentence = useChangeSentence(officeId);
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const cancel = useChange(CancelOfficeChangeDocument, [OfficeHistoryDocument, OfficeChangesDocument]);
  const refusals = cancel.data?.cancelOfficeChange.refusals ?? [];
  const send = (): void => {
    setTried(true);
    if (reason.trim() === '') return;
    cancel.mutate(
      { input: { changeId: change.id, reason: reason.trim() } },
      {
        onSuccess: ({ cancelOfficeChange }) => {
          if (cancelOfficeChange.refusals.length > 0) return;
          notify(text('organisation.cancelDone'));
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog title={text('organisation.cancelTitle')} submit={text('organisation.cancelPlan')} isBusy={cancel.isPending} error={cancel.error} refusals={withoutField(refusals, 'reason')} onSubmit={send} onClose={onClose}>
      <Typography variant="body2">{text('organisation.cancelText', { date: formats.date(change.effectiveOn), what: sentence(change) })}</Typography>
      <TextInput isLong autoFocus label={text('organisation.reason')} value={reason} onChange={setReason} problem={isTried && reason.trim() === '' ? text('organisation.required') : refusalOf(refusals, 'reason')} />
    </FormDialog>
  );
}
