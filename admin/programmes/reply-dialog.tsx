import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import { useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange } from '../data/queries.js';
import { ProgrammePageDocument, ProgrammeRepliesDocument, ProgrammeTasksDocument, ReplyToProgrammeDocument, type ProgrammeAnswer } from '../gql/graphql.js';
import { FormDialog } from '../ui/form-dialog.js';
import { TextInput } from '../ui/form-fields.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { useText } from '../ui/text.js';

interface ReplyDialogProps {
  programmeId: string;
  reply: { answer?: ProgrammeAnswer | null; plan: string; version: number };
  onClose: () => void;
}

const ANSWERS: readonly ProgrammeAnswer[] = ['JOINS', 'DECLINES'];

export function ReplyDialog({ programmeId, reply, onClose }: ReplyDialogProps) {
  const text = useText();
  const notify = useNotify();
  const keys = useRef(new IdempotencyKeys());
  const [form, setForm] = useState<{ answer: ProgrammeAnswer; plan: string }>({ answer: reply.answer ?? 'JOINS', plan: reply.plan });
  const send = useChange(ReplyToProgrammeDocument, [ProgrammePageDocument, ProgrammeRepliesDocument, ProgrammeTasksDocument]);
  const refusals = send.data?.replyToProgramme.refusals ?? [];
  const submit = (): void => {
    const wanted = { programmeId, ...form, expectedVersion: reply.version };
    send.mutate({ input: { ...wanted, idempotencyKey: keys.current.for(wanted) } }, {
      onSuccess: (data) => {
        if (data.replyToProgramme.refusals.length > 0) return;
        notify(text('programmeLife.replied'));
        onClose();
      },
    });
  };
  return (
    <FormDialog title={text('programmeLife.reply')} submit={text('programmeLife.confirm')} isBusy={send.isPending} error={send.error} refusals={withoutField(refusals, 'plan')} onSubmit={submit} onClose={onClose}>
      <RadioGroup row aria-label={text('programmeLife.answer')} value={form.answer} onChange={(_, answer) => { setForm({ ...form, answer: answer as ProgrammeAnswer }); }}>
        {ANSWERS.map((answer) => (
          <FormControlLabel key={answer} value={answer} control={<Radio />} label={text(`programmeLife.answers.${answer}`)} />
        ))}
      </RadioGroup>
      <TextInput isLong label={text(form.answer === 'JOINS' ? 'programmeLife.planJoins' : 'programmeLife.planDeclines')} value={form.plan} onChange={(plan) => { setForm({ ...form, plan }); }} problem={refusalOf(refusals, 'plan')} />
    </FormDialog>
  );
}
