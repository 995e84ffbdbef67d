import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useChange } from '../data/queries.js';
import { OfficeContactsDocument, RemoveOfficeContactDocument, RevealOfficeContactDocument, type OfficeContactPartsFragment } from '../gql/graphql.js';
import { FormDialog } from '../ui/form-dialog.js';
import { TextInput } from '../ui/form-fields.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { useText } from '../ui/text.js';

interface ContactActProps {
  contact: OfficeContactPartsFragment;
  onClose: () => void;
}

export function RemoveContactDialog({ contact, onClose }: ContactActProps) {
  const text = useText();
  const notify = useNotify();
  const remove = useChange(RemoveOfficeContactDocument, [OfficeContactsDocument]);
  const send = (): void => {
    remove.mutate(
      { input: { contactId: contact.id, expectedVersion: contact.version } },
      {
        onSuccess: ({ removeOfficeContact }) => {
          if (removeOfficeContact.refusals.length > 0) return;
          notify(text('organisation.contactRemoved', { name: contact.name }));
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog isGrave title={text('organisation.removeTitle', { name: contact.name })} submit={text('organisation.removeContact')} isBusy={remove.isPending} error={remove.error} refusals={remove.data?.removeOfficeContact.refusals ?? []} onSubmit={send} onClose={onClose}>
      <Typography variant="body2">{text('organisation.removeText')}</Typography>
    </FormDialog>
  );
}

/** The number is shown once a reason was given, and leaves the browser with the dialog. */
export function RevealContactDialog({ contact, onClose }: ContactActProps) {
  const text = useText();
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const reveal = useChange(RevealOfficeContactDocument);
  const mobile = reveal.data?.revealOfficeContact.mobile ?? null;
  const refusals = reveal.data?.revealOfficeContact.refusals ?? [];
  const title = text('organisation.revealTitle', { name: contact.name });
  if (mobile !== null) {
    return (
      <Dialog open fullWidth maxWidth="sm" onClose={onClose} aria-labelledby="revealed-title">
        <DialogTitle id="revealed-title">{title}</DialogTitle>
        <DialogContent>
          <Alert severity="info">{text('organisation.revealed', { mobile })}</Alert>
        </DialogContent>
        <DialogActions>
          <Button autoFocus onClick={onClose}>
            {text('organisation.close')}
          </Button>
        </DialogActions>
      </Dialog>
    );
  }
  return (
    <FormDialog
      title={title}
      submit={text('organisation.reveal')}
      isBusy={reveal.isPending}
      error={reveal.error}
      refusals={withoutField(refusals, 'reason')}
      onSubmit={() => {
        setTried(true);
        if (reason.trim() !== '') reveal.mutate({ input: { contactId: contact.id, reason: reason.trim() } });
      }}
      onClose={onClose}
    >
      <Typography variant="body2">{text('organisation.revealText')}</Typography>
      <TextInput isLong autoFocus label={text('organisation.reason')} value={reason} onChange={setReason} problem={isTried && reason.trim() === '' ? text('organisation.required') : refusalOf(refusals, 'reason')} />
    </FormDialog>
  );
}
