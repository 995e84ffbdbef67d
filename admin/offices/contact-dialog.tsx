import { useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange } from '../data/queries.js';
import { AddOfficeContactDocument, ChangeOfficeContactDocument, OfficeContactsDocument, type OfficeContactPartsFragment } from '../gql/graphql.js';
import { FormDialog } from '../ui/form-dialog.js';
import { TextInput } from '../ui/form-fields.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { useText } from '../ui/text.js';

interface ContactDialogProps {
  officeId: string;
  /** Null: a new one. */
  contact: OfficeContactPartsFragment | null;
  onClose: () => void;
}

export function ContactDialog({ officeId, contact, onClose }: ContactDialogProps) {
  const text = useText();
  const notify = useNotify();
  const keys = useRef(new IdempotencyKeys());
  const [form, setForm] = useState({ name: contact?.name ?? '', unit: contact?.unit ?? '', mobile: '', email: contact?.email ?? '' });
  const add = useChange(AddOfficeContactDocument, [OfficeContactsDocument]);
  const change = useChange(ChangeOfficeContactDocument, [OfficeContactsDocument]);
  const refusals = add.data?.addOfficeContact.refusals ?? change.data?.changeOfficeContact.refusals ?? [];
  const finish = (refused: readonly unknown[]): void => {
    if (refused.length > 0) return;
    notify(text('organisation.contactSaved', { name: form.name.trim() }));
    onClose();
  };
  const send = (): void => {
    const { name, unit, mobile, email } = form;
    if (contact === null) add.mutate({ input: { officeId, ...form, idempotencyKey: keys.current.for(form) } }, { onSuccess: (data) => { finish(data.addOfficeContact.refusals); } });
    else change.mutate({ input: { contactId: contact.id, expectedVersion: contact.version, name, unit, email, mobile: mobile.trim() === '' ? null : mobile } }, { onSuccess: (data) => { finish(data.changeOfficeContact.refusals); } });
  };
  const set = (field: keyof typeof form) => (value: string): void => {
    setForm({ ...form, [field]: value });
  };
  return (
    <FormDialog
      title={contact === null ? text('organisation.addContact') : text('organisation.changeTitle', { name: contact.name })}
      submit={text('organisation.save')}
      isBusy={add.isPending || change.isPending}
      error={add.error ?? change.error}
      refusals={withoutField(refusals, 'name', 'unit', 'mobile', 'email')}
      onSubmit={send}
      onClose={onClose}
    >
      <TextInput autoFocus label={text('organisation.contactName')} value={form.name} onChange={set('name')} problem={refusalOf(refusals, 'name')} />
      <TextInput label={text('organisation.contactUnit')} value={form.unit} onChange={set('unit')} problem={refusalOf(refusals, 'unit')} />
      <TextInput label={text('organisation.mobile')} value={form.mobile} onChange={set('mobile')} problem={refusalOf(refusals, 'mobile')} help={contact === null ? text('organisation.mobileHelp') : text('organisation.mobileKept', { masked: contact.mobileMasked })} />
      <TextInput label={text('organisation.email')} value={form.email} onChange={set('email')} problem={refusalOf(refusals, 'email')} />
    </FormDialog>
  );
}
