import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useChange } from '../data/queries.js';
import { BeginViewAsDocument } from '../gql/graphql.js';
import { FormDialog } from '../ui/form-dialog.js';
import { TextInput } from '../ui/form-fields.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { useText } from '../ui/text.js';
import { newViewer, replaceViewer } from './viewer.js';

/** What looking as an office means, and why it is wanted. */
export function ViewAsDialog({ office, onClose }: { office: { id: string; name: string }; onClose: () => void }) {
  const text = useText();
  const navigate = useNavigate();
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const begin = useChange(BeginViewAsDocument);
  const refusals = begin.data?.beginViewAs.refusals ?? [];
  const isMissing = reason.trim() === '';

  const enter = async (): Promise<void> => {
    replaceViewer(await newViewer());
    onClose();
    await navigate('/');
  };
  const send = (): void => {
    setTried(true);
    if (isMissing) return;
    begin.mutate({ input: { officeId: office.id, reason: reason.trim() } }, { onSuccess: ({ beginViewAs }) => { if (beginViewAs.refusals.length === 0) void enter(); } });
  };
  return (
    <FormDialog title={text('access.viewAs.title', { office: office.name })} submit={text('access.viewAs.begin')} isBusy={begin.isPending} error={begin.error} refusals={withoutField(refusals, 'reason')} onSubmit={send} onClose={onClose}>
      <Typography variant="body2">{text('access.viewAs.means')}</Typography>
      <TextInput isLong autoFocus label={text('access.viewAs.reason')} value={reason} onChange={setReason} problem={isTried && isMissing ? text('access.required') : refusalOf(refusals, 'reason')} help={text('access.viewAs.reasonHelp')} />
    </FormDialog>
  );
}
