import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import { useNotify } from 'react-admin';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange } from '../data/queries.js';
import {
  MergePeopleDocument,
  PeopleDocument,
  PersonDetailDocument,
  PersonDuplicatesDocument,
  RevealPersonalDataDocument,
  TransferTeacherDocument,
  UpdateTeacherDataDocument,
  type PersonalField,
  type PersonPartsFragment,
} from '../gql/graphql.js';
import { OfficeChoice } from '../offices/office-choice.js';
import { FormDialog } from '../ui/form-dialog.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { useText } from '../ui/text.js';
import { DataForm, draftOf } from './data-form.js';

interface PersonDialogProps {
  person: PersonPartsFragment;
  onClose: () => void;
}

const OUTDATED = [PersonDetailDocument, PeopleDocument];
const DRAFT_FIELDS = ['name', 'title', 'joinedYear', 'idCard', 'mobile'];

export function EditDialog({ person, onClose }: PersonDialogProps) {
  const text = useText();
  const notify = useNotify();
  const update = useChange(UpdateTeacherDataDocument, OUTDATED);
  const [keys] = useState(() => new IdempotencyKeys());
  const [draft, setDraft] = useState(() => draftOf(person));
  const refusals = update.data?.updateTeacherData.refusals ?? [];
  const send = (): void => {
    const content = {
      personId: person.id,
      expectedVersion: person.version,
      name: draft.name,
      subject: draft.subject,
      stage: draft.stage,
      title: draft.title === '' ? null : draft.title,
      joinedYear: draft.joinedYear === '' ? null : Number(draft.joinedYear),
      posts: draft.posts,
      specialGrades: draft.specialGrades,
      ...(draft.idCard === '' ? {} : { idCard: draft.idCard }),
      ...(draft.mobile === '' ? {} : { mobile: draft.mobile }),
    };
    update.mutate(
      { input: { ...content, idempotencyKey: keys.for(content) } },
      {
        onSuccess: ({ updateTeacherData }) => {
          if (updateTeacherData.refusals.length > 0) return;
          notify(text('people.saved'));
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog title={text('people.edit')} submit={text('people.save')} isBusy={update.isPending} error={update.error} refusals={withoutField(refusals, ...DRAFT_FIELDS)} onSubmit={send} onClose={onClose}>
      <DialogContentText>{text('people.editNote')}</DialogContentText>
      <DataForm draft={draft} onChange={setDraft} refusals={refusals} />
    </FormDialog>
  );
}

export function TransferDialog({ person, today, onClose }: PersonDialogProps & { today: string }) {
  const text = useText();
  const notify = useNotify();
  const transfer = useChange(TransferTeacherDocument, OUTDATED);
  const [keys] = useState(() => new IdempotencyKeys());
  const [toOfficeId, setToOfficeId] = useState<string | null>(null);
  const [effectiveOn, setEffectiveOn] = useState(today);
  const [reason, setReason] = useState('');
  const refusals = transfer.data?.transferTeacher.refusals ?? [];
  const send = (): void => {
    const content = { personId: person.id, toOfficeId: toOfficeId ?? '', effectiveOn, reason, expectedVersion: person.version };
    if (toOfficeId === null) return;
    transfer.mutate(
      { input: { ...content, idempotencyKey: keys.for(content) } },
      {
        onSuccess: ({ transferTeacher }) => {
          if (transferTeacher.refusals.length > 0) return;
          notify(text('people.transferred'));
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog title={text('people.transfer')} submit={text('people.transfer')} isBusy={transfer.isPending} error={transfer.error} refusals={withoutField(refusals, 'reason', 'effectiveOn', 'toOfficeId')} onSubmit={send} onClose={onClose}>
      <DialogContentText>{text('people.transferNote')}</DialogContentText>
      <OfficeChoice label={text('people.toSchool')} value={toOfficeId} onChange={setToOfficeId} problem={refusalOf(refusals, 'toOfficeId')} />
      <TextField
        type="date"
        label={text('people.effectiveOn')}
        value={effectiveOn}
        error={refusalOf(refusals, 'effectiveOn') !== undefined}
        helperText={refusalOf(refusals, 'effectiveOn')}
        onChange={(event) => {
          setEffectiveOn(event.target.value);
        }}
        slotProps={{ inputLabel: { shrink: true }, htmlInput: { max: today } }}
      />
      <TextField
        label={text('people.reason')}
        value={reason}
        error={refusalOf(refusals, 'reason') !== undefined}
        helperText={refusalOf(refusals, 'reason')}
        onChange={(event) => {
          setReason(event.target.value);
        }}
      />
    </FormDialog>
  );
}

/** The number stands in this dialog and nowhere else; closing it forgets it. */
export function RevealDialog({ person, field, onClose }: PersonDialogProps & { field: PersonalField }) {
  const text = useText();
  const reveal = useChange(RevealPersonalDataDocument);
  const titleId = useId();
  const [reason, setReason] = useState('');
  const answer = reveal.data?.revealPersonalData;
  const refusals = answer?.refusals ?? [];
  const title = text(`people.fields.${field}`);
  if (answer !== undefined && refusals.length === 0) {
    return (
      <Dialog open fullWidth maxWidth="xs" onClose={onClose} aria-labelledby={titleId}>
        <DialogTitle id={titleId}>{title}</DialogTitle>
        <DialogContent>
          <Typography variant="caption" component="p" color="textSecondary">
            {text('people.revealed', { left: answer.leftToday ?? 0 })}
          </Typography>
          <Typography sx={{ fontSize: '1.25rem', fontVariantNumeric: 'tabular-nums', letterSpacing: 1, userSelect: 'all' }}>{answer.value ?? text('people.notRegistered')}</Typography>
        </DialogContent>
        <DialogActions>
          <Button variant="contained" onClick={onClose}>
            {text('people.close')}
          </Button>
        </DialogActions>
      </Dialog>
    );
  }
  return (
    <FormDialog
      title={`${person.name} · ${title}`}
      submit={text('people.reveal')}
      isBusy={reveal.isPending}
      error={reveal.error}
      refusals={withoutField(refusals, 'reason')}
      onSubmit={() => {
        reveal.mutate({ input: { personId: person.id, field, reason } });
      }}
      onClose={onClose}
    >
      <Alert severity="info">{text('people.revealNote')}</Alert>
      <TextField
        autoFocus
        label={text('people.revealReason')}
        value={reason}
        error={refusalOf(refusals, 'reason') !== undefined}
        helperText={refusalOf(refusals, 'reason')}
        onChange={(event) => {
          setReason(event.target.value);
        }}
      />
    </FormDialog>
  );
}

export function MergeDialog({ person, other, onClose }: PersonDialogProps & { other: PersonPartsFragment }) {
  const text = useText();
  const notify = useNotify();
  const merge = useChange(MergePeopleDocument, [...OUTDATED, PersonDuplicatesDocument]);
  const [reason, setReason] = useState('');
  const refusals = merge.data?.mergePeople.refusals ?? [];
  const send = (): void => {
    merge.mutate(
      { input: { keptId: person.id, keptVersion: person.version, mergedId: other.id, mergedVersion: other.version, reason } },
      {
        onSuccess: ({ mergePeople }) => {
          if (mergePeople.refusals.length > 0) return;
          notify(text('people.mergeDone'));
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog title={text('people.merge')} submit={text('people.merge')} isBusy={merge.isPending} error={merge.error} refusals={withoutField(refusals, 'reason')} onSubmit={send} onClose={onClose}>
      <DialogContentText>{text('people.mergeNote', { name: other.name, number: other.trainingNumber })}</DialogContentText>
      <TextField
        label={text('people.reason')}
        value={reason}
        error={refusalOf(refusals, 'reason') !== undefined}
        helperText={refusalOf(refusals, 'reason')}
        onChange={(event) => {
          setReason(event.target.value);
        }}
      />
    </FormDialog>
  );
}
