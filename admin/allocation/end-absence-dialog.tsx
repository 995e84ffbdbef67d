import Typography from '@mui/material/Typography';
import { useRef } from 'react';
import { useNotify } from 'react-admin';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange } from '../data/queries.js';
import { AllocationBoardDocument, EndTutorAbsenceDocument, type BoardPartsFragment } from '../gql/graphql.js';
import { FormDialog } from '../ui/form-dialog.js';
import { useFormats } from '../ui/format.js';
import { useText } from '../ui/text.js';

interface EndAbsenceDialogProps {
  programmeId: string;
  absence: BoardPartsFragment['absences'][number];
  onClose: () => void;
}

/** Says what does not come back by itself. */
export function EndAbsenceDialog({ programmeId, absence, onClose }: EndAbsenceDialogProps) {
  const text = useText();
  const formats = useFormats();
  const notify = useNotify();
  const keys = useRef(new IdempotencyKeys());
  const end = useChange(EndTutorAbsenceDocument, [AllocationBoardDocument]);
  const { tutorId, tutorName, from, until } = absence;
  const send = (): void => {
    const content = { programmeId, tutorId, from };
    end.mutate(
      { input: { ...content, idempotencyKey: keys.current.for(content) } },
      {
        onSuccess: ({ endTutorAbsence }) => {
          if (endTutorAbsence.refusals.length > 0) return;
          notify(text('allocation.absenceEnded'));
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog title={text('allocation.endAbsenceOf', { name: tutorName })} submit={text('allocation.endAbsence')} isBusy={end.isPending} error={end.error} refusals={end.data?.endTutorAbsence.refusals ?? []} onSubmit={send} onClose={onClose}>
      <Typography>{text('allocation.endAbsenceText', { name: tutorName, from: formats.date(from), until: formats.date(until) })}</Typography>
    </FormDialog>
  );
}
