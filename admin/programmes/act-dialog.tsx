import DialogContentText from '@mui/material/DialogContentText';
import { useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange } from '../data/queries.js';
import { AdvanceProgrammeDocument, DecideProgrammeDocument, ProgrammeListDocument, ProgrammePageDocument, ProgrammeTasksDocument, type ProgrammeAct, type ProgrammePartsFragment } from '../gql/graphql.js';
import { FormDialog } from '../ui/form-dialog.js';
import { DateInput, TextInput } from '../ui/form-fields.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { useText } from '../ui/text.js';

interface ActDialogProps {
  programme: ProgrammePartsFragment;
  act: ProgrammeAct;
  onClose: () => void;
}

const GRAVE: readonly ProgrammeAct[] = ['CANCEL', 'ARCHIVE'];

function isReasoned(act: ProgrammeAct): act is 'RETURN' | 'CANCEL' | 'ASSESS' {
  return act === 'RETURN' || act === 'CANCEL' || act === 'ASSESS';
}

/** One step of a programme's life, with what it means before it is done. */
export function ActDialog({ programme, act, onClose }: ActDialogProps) {
  const text = useText();
  const notify = useNotify();
  const keys = useRef(new IdempotencyKeys());
  const [form, setForm] = useState({ reason: '', joinUntil: '' });
  const outdated = [ProgrammePageDocument, ProgrammeListDocument, ProgrammeTasksDocument];
  const advance = useChange(AdvanceProgrammeDocument, outdated);
  const decide = useChange(DecideProgrammeDocument, outdated);
  const isDecision = act === 'APPROVE' || act === 'RETURN';
  const refusals = advance.data?.advanceProgramme.refusals ?? decide.data?.decideProgramme.refusals ?? [];
  const finish = (refused: readonly unknown[]): void => {
    if (refused.length > 0) return;
    notify(text('programmeLife.done', { act: text(`programmeLife.acts.${act}`) }));
    onClose();
  };
  const send = (): void => {
    const common = { programmeId: programme.id, reason: form.reason, expectedVersion: programme.version };
    if (isDecision) decide.mutate({ input: { ...common, isApproved: act === 'APPROVE', idempotencyKey: keys.current.for({ ...common, act }) } }, { onSuccess: (data) => { finish(data.decideProgramme.refusals); } });
    else {
      const wanted = { ...common, act, joinUntil: form.joinUntil === '' ? null : form.joinUntil };
      advance.mutate({ input: { ...wanted, idempotencyKey: keys.current.for(wanted) } }, { onSuccess: (data) => { finish(data.advanceProgramme.refusals); } });
    }
  };
  const label = isReasoned(act) ? text(`programmeLife.reasons.${act}`) : text('programmeLife.reason');
  return (
    <FormDialog
      title={text(`programmeLife.acts.${act}`)}
      submit={text(`programmeLife.acts.${act}`)}
      isGrave={GRAVE.includes(act)}
      isBusy={advance.isPending || decide.isPending}
      error={advance.error ?? decide.error}
      refusals={withoutField(refusals, 'reason', 'joinUntil')}
      onSubmit={send}
      onClose={onClose}
    >
      <DialogContentText>{text(`programmeLife.explain.${act}`)}</DialogContentText>
      {act === 'PUBLISH' && <DateInput label={text('programmeLife.joinUntilField')} value={form.joinUntil} onChange={(joinUntil) => { setForm({ ...form, joinUntil }); }} problem={refusalOf(refusals, 'joinUntil')} help={text('programmeLife.joinUntilHelp')} />}
      <TextInput isLong autoFocus={act !== 'PUBLISH'} label={label} value={form.reason} onChange={(reason) => { setForm({ ...form, reason }); }} problem={refusalOf(refusals, 'reason')} help={isReasoned(act) ? undefined : text('programmeLife.optional')} />
    </FormDialog>
  );
}
