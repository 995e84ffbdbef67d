import { useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange } from '../data/queries.js';
import { ChangeTrainingBodyDocument, RegisterTrainingBodyDocument, TrainingBodiesDocument, type TrainingBodyPartsFragment } from '../gql/graphql.js';
import { FormDialog } from '../ui/form-dialog.js';
import { TextInput } from '../ui/form-fields.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { useText } from '../ui/text.js';

/** Null: a new one. */
export function BodyDialog({ body, onClose }: { body: TrainingBodyPartsFragment | null; onClose: () => void }) {
  const text = useText();
  const notify = useNotify();
  const keys = useRef(new IdempotencyKeys());
  const [form, setForm] = useState({ name: body?.name ?? '', creditCode: body?.creditCode ?? '', contactNumber: body?.contactNumber ?? '', email: body?.email ?? '' });
  const register = useChange(RegisterTrainingBodyDocument, [TrainingBodiesDocument]);
  const change = useChange(ChangeTrainingBodyDocument, [TrainingBodiesDocument]);
  const refusals = register.data?.registerTrainingBody.refusals ?? change.data?.changeTrainingBody.refusals ?? [];
  const finish = (refused: readonly unknown[]): void => {
    if (refused.length > 0) return;
    notify(text('courses.bodySaved', { name: form.name.trim() }));
    onClose();
  };
  const send = (): void => {
    if (body === null) register.mutate({ input: { ...form, idempotencyKey: keys.current.for(form) } }, { onSuccess: (data) => { finish(data.registerTrainingBody.refusals); } });
    else change.mutate({ input: { ...form, bodyId: body.id, expectedVersion: body.version } }, { onSuccess: (data) => { finish(data.changeTrainingBody.refusals); } });
  };
  const set = (field: keyof typeof form) => (value: string): void => { setForm({ ...form, [field]: value }); };
  return (
    <FormDialog
      title={body === null ? text('courses.register') : body.name}
      submit={text('organisation.save')}
      isBusy={register.isPending || change.isPending}
      error={register.error ?? change.error}
      refusals={withoutField(refusals, 'name', 'creditCode', 'contactNumber', 'email')}
      onSubmit={send}
      onClose={onClose}
    >
      <TextInput autoFocus label={text('courses.bodyName')} value={form.name} onChange={set('name')} problem={refusalOf(refusals, 'name')} />
      <TextInput label={text('courses.creditCode')} value={form.creditCode} onChange={set('creditCode')} problem={refusalOf(refusals, 'creditCode')} />
      <TextInput label={text('courses.contactNumber')} value={form.contactNumber} onChange={set('contactNumber')} problem={refusalOf(refusals, 'contactNumber')} />
      <TextInput label={text('courses.email')} value={form.email} onChange={set('email')} problem={refusalOf(refusals, 'email')} />
    </FormDialog>
  );
}
