import Typography from '@mui/material/Typography';
import { useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { useToday } from '../access/use-today.js';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange } from '../data/queries.js';
import { AllocationBoardDocument, MarkTutorAbsentDocument, type TutorLoadPartsFragment } from '../gql/graphql.js';
import { FormDialog } from '../ui/form-dialog.js';
import { DateInput, TextInput } from '../ui/form-fields.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { useText } from '../ui/text.js';

export function AbsenceDialog({ programmeId, tutor, onClose }: { programmeId: string; tutor: TutorLoadPartsFragment; onClose: () => void }) {
  const text = useText();
  const notify = useNotify();
  const today = useToday()?.today ?? '';
  const [days, setDays] = useState<{ from: string | null; until: string }>({ from: null, until: '' });
  const [reason, setReason] = useState('');
  const [isChecked, setChecked] = useState(false);
  const keys = useRef(new IdempotencyKeys());
  const mark = useChange(MarkTutorAbsentDocument, [AllocationBoardDocument]);
  const refusals = mark.data?.markTutorAbsent.refusals ?? [];
  const from = days.from ?? today;
  const send = (): void => {
    setChecked(true);
    if (from === '' || days.until === '' || reason.trim() === '') return;
    const content = { programmeId, tutorId: tutor.tutorId, from, until: days.until, reason: reason.trim() };
    mark.mutate(
      { input: { ...content, idempotencyKey: keys.current.for(content) } },
      {
        onSuccess: ({ markTutorAbsent }) => {
          if (markTutorAbsent.refusals.length > 0) return;
          notify(text('allocation.marked'));
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog title={text('allocation.absentOf', { name: tutor.name })} submit={text('allocation.absent')} isBusy={mark.isPending} error={mark.error} refusals={withoutField(refusals, 'from', 'until', 'reason')} onSubmit={send} onClose={onClose}>
      <Typography variant="body2">{text('allocation.absentText')}</Typography>
      <DateInput label={text('allocation.fromDay')} value={from} problem={refusalOf(refusals, 'from')} onChange={(value) => { setDays({ ...days, from: value }); }} />
      <DateInput label={text('allocation.untilDay')} value={days.until} problem={isChecked && days.until === '' ? text('allocation.dayEmpty') : refusalOf(refusals, 'until')} onChange={(value) => { setDays({ ...days, until: value }); }} />
      <TextInput label={text('allocation.reason')} value={reason} problem={isChecked && reason.trim() === '' ? text('allocation.reasonEmpty') : refusalOf(refusals, 'reason')} onChange={setReason} />
    </FormDialog>
  );
}
