import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange } from '../data/queries.js';
import { AppointableRolesDocument, AppointmentsDocument, EndAppointmentDocument, VacanciesDocument, VacantOfficesDocument, type AppointmentPartsFragment } from '../gql/graphql.js';
import { FormDialog } from '../ui/form-dialog.js';
import { DateInput, TextInput } from '../ui/form-fields.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { useText } from '../ui/text.js';

interface EndAppointmentDialogProps {
  appointment: AppointmentPartsFragment;
  today: string;
  yesterday: string;
  onClose: () => void;
}

/** Ends a term, at once or on a day. */
export function EndAppointmentDialog({ appointment, today, yesterday, onClose }: EndAppointmentDialogProps) {
  const text = useText();
  const notify = useNotify();
  const keys = useRef(new IdempotencyKeys());
  const [isAtOnce, setAtOnce] = useState(false);
  const [day, setDay] = useState(today);
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const end = useChange(EndAppointmentDocument, [AppointmentsDocument, VacanciesDocument, VacantOfficesDocument, AppointableRolesDocument]);
  const refusals = end.data?.endAppointment.refusals ?? [];
  const name = appointment.person?.name ?? text('posts.moved');
  const missing = (value: string, field: string): string | undefined => (isTried && value.trim() === '' ? text('posts.required') : refusalOf(refusals, field));

  const send = (): void => {
    setTried(true);
    const lastDay = isAtOnce ? yesterday : day;
    if (lastDay === '' || reason.trim() === '') return;
    const input = { appointmentId: appointment.id, lastDay, reason: reason.trim(), expectedVersion: appointment.version };
    end.mutate(
      { input: { ...input, idempotencyKey: keys.current.for(input) } },
      {
        onSuccess: ({ endAppointment }) => {
          if (endAppointment.refusals.length > 0) return;
          notify(text('posts.endDone', { name }));
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog
      title={text('posts.endTitle', { name })}
      submit={text('posts.end')}
      isGrave
      isBusy={end.isPending}
      error={end.error}
      refusals={withoutField(refusals, ...(isAtOnce ? [] : ['lastDay']), 'reason')}
      onSubmit={send}
      onClose={onClose}
    >
      <Typography variant="body2">{text('posts.endText', { name, office: appointment.office.name, post: text(`access.role.${appointment.role}`) })}</Typography>
      <TextField
        select
        fullWidth
        label={text('posts.endHow')}
        value={isAtOnce ? 'once' : 'day'}
        onChange={(event) => {
          setAtOnce(event.target.value === 'once');
        }}
      >
        <MenuItem value="day">{text('posts.endOnDay')}</MenuItem>
        <MenuItem value="once">{text('posts.endAtOnce')}</MenuItem>
      </TextField>
      {!isAtOnce && <DateInput label={text('posts.lastDay')} value={day} onChange={setDay} problem={missing(day, 'lastDay')} />}
      <TextInput label={text('posts.reason')} value={reason} onChange={setReason} problem={missing(reason, 'reason')} help={text('posts.reasonHelp')} isLong />
    </FormDialog>
  );
}
