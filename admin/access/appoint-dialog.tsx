import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange, useLoad } from '../data/queries.js';
import { AppointDocument, AppointableRolesDocument, AppointmentsDocument, VacanciesDocument, VacantOfficesDocument, type Role, type Subject } from '../gql/graphql.js';
import { OfficeChoice } from '../offices/office-choice.js';
import { SUBJECTS } from '../people/choices.js';
import { FormDialog } from '../ui/form-dialog.js';
import { DateInput, TextInput } from '../ui/form-fields.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { useText } from '../ui/text.js';
import { PersonChoice, type Candidate } from './person-choice.js';

interface AppointDialogProps {
  /** What the dialog was opened for, when it was opened beside an open post. */
  given: { officeId: string; role: Role } | null;
  today: string;
  onClose: () => void;
}

/** Gives a post: at which office, which post, to whom, from when to when, and why. */
export function AppointDialog({ given, today, onClose }: AppointDialogProps) {
  const text = useText();
  const notify = useNotify();
  const keys = useRef(new IdempotencyKeys());
  const [officeId, setOfficeId] = useState(given?.officeId ?? null);
  const [chosenRole, setRole] = useState<Role | null>(given?.role ?? null);
  const [person, setPerson] = useState<Candidate | null>(null);
  const [subject, setSubject] = useState<Subject | null>(null);
  const [validFrom, setValidFrom] = useState(today);
  const [validUntil, setValidUntil] = useState('');
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const office = useLoad(AppointableRolesDocument, { officeId: officeId ?? '' }, { enabled: officeId !== null }).data?.office ?? null;
  const roles = office?.viewerCanAppoint ?? [];
  const role = chosenRole !== null && roles.includes(chosenRole) ? chosenRole : null;
  const appoint = useChange(AppointDocument, [AppointmentsDocument, VacanciesDocument, VacantOfficesDocument, AppointableRolesDocument]);
  const refusals = appoint.data?.appoint.refusals ?? [];
  const missing = (isMissing: boolean, field: string): string | undefined => (isTried && isMissing ? text('posts.required') : refusalOf(refusals, field));
  const isSubjectMissing = role === 'SUBJECT_LEAD' && subject === null;

  const send = (): void => {
    setTried(true);
    if (officeId === null || role === null || person === null || validFrom === '' || reason.trim() === '' || isSubjectMissing) return;
    const input = { officeId, role, personId: person.id, subject: role === 'SUBJECT_LEAD' ? subject : null, validFrom, validUntil: validUntil === '' ? null : validUntil, reason: reason.trim() };
    appoint.mutate(
      { input: { ...input, idempotencyKey: keys.current.for(input) } },
      {
        onSuccess: ({ appoint: { appointment } }) => {
          if (appointment === null || appointment === undefined) return;
          notify(text('posts.appointDone', { name: person.name, post: text(`access.role.${role}`) }));
          onClose();
        },
      },
    );
  };
  const present = (office?.administrators ?? []).map((one) => text('posts.holderOf', { name: one.name, post: text(`access.role.${one.role}`) })).join(text('posts.comma'));
  return (
    <FormDialog
      title={text('posts.appoint')}
      submit={text('posts.appoint')}
      isBusy={appoint.isPending}
      error={appoint.error}
      refusals={withoutField(refusals, 'role', 'personId', 'subject', 'validFrom', 'validUntil', 'reason')}
      onSubmit={send}
      onClose={onClose}
    >
      <OfficeChoice
        label={text('posts.office')}
        value={officeId}
        onChange={(id) => {
          setOfficeId(id);
          setPerson(null);
        }}
        problem={missing(officeId === null, 'officeId')}
        {...(officeId === null ? { helperText: text('posts.chooseOffice') } : {})}
      />
      {present !== '' && (
        <Typography variant="body2" color="textSecondary">
          {text('posts.present', { names: present })}
        </Typography>
      )}
      <TextField
        select
        fullWidth
        label={text('posts.post')}
        value={role ?? ''}
        disabled={roles.length === 0}
        error={missing(role === null, 'role') !== undefined}
        helperText={missing(role === null, 'role') ?? (office !== null && roles.length === 0 ? text('posts.cannotAppoint') : undefined)}
        onChange={(event) => {
          setRole(event.target.value as Role);
        }}
      >
        {roles.map((one) => (
          <MenuItem key={one} value={one}>
            {text(`access.role.${one}`)}
          </MenuItem>
        ))}
      </TextField>
      {role === 'SUBJECT_LEAD' && (
        <TextField
          select
          fullWidth
          label={text('posts.subject')}
          value={subject ?? ''}
          error={missing(isSubjectMissing, 'subject') !== undefined}
          helperText={missing(isSubjectMissing, 'subject')}
          onChange={(event) => {
            setSubject(event.target.value as Subject);
          }}
        >
          {SUBJECTS.map((one) => (
            <MenuItem key={one} value={one}>
              {text(`people.subjects.${one}`)}
            </MenuItem>
          ))}
        </TextField>
      )}
      <PersonChoice officeId={officeId} value={person} onChange={setPerson} problem={missing(person === null, 'personId')} />
      <DateInput label={text('posts.validFrom')} value={validFrom} onChange={setValidFrom} problem={missing(validFrom === '', 'validFrom')} />
      <DateInput label={text('posts.validUntil')} value={validUntil} onChange={setValidUntil} problem={refusalOf(refusals, 'validUntil')} help={text('posts.validUntilHelp')} />
      <TextInput label={text('posts.reason')} value={reason} onChange={setReason} problem={missing(reason.trim() === '', 'reason')} help={text('posts.reasonHelp')} isLong />
    </FormDialog>
  );
}
