import Typography from '@mui/material/Typography';
import { useNotify } from 'react-admin';
import { useChange } from '../data/queries.js';
import { LearnerSubmissionDocument, MyEnrolmentsDocument, WithdrawAppealDocument } from '../gql/graphql.js';
import { FormDialog } from '../ui/form-dialog.js';
import { useText } from '../ui/text.js';

export function WithdrawDialog({ appealId, version, onClose }: { appealId: string; version: number; onClose: () => void }) {
  const text = useText();
  const notify = useNotify();
  const withdraw = useChange(WithdrawAppealDocument, [LearnerSubmissionDocument, MyEnrolmentsDocument]);
  const send = (): void => {
    withdraw.mutate(
      { input: { appealId, expectedVersion: version } },
      {
        onSuccess: ({ withdrawAppeal }) => {
          if (withdrawAppeal.refusals.length > 0) return;
          notify(text('appeals.withdrawn'));
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog title={text('appeals.withdrawTitle')} submit={text('appeals.withdraw')} isBusy={withdraw.isPending} error={withdraw.error} refusals={withdraw.data?.withdrawAppeal.refusals ?? []} onSubmit={send} onClose={onClose}>
      <Typography>{text('appeals.withdrawText')}</Typography>
    </FormDialog>
  );
}
