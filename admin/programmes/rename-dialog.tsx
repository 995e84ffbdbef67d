import { useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange } from '../data/queries.js';
import { ProgrammeListDocument, ProgrammePageDocument, ProgrammeTasksDocument, RenameProgrammeDocument, type ProgrammePartsFragment } from '../gql/graphql.js';
import { FormDialog } from '../ui/form-dialog.js';
import { TextInput } from '../ui/form-fields.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { useText } from '../ui/text.js';

/** Another name for a programme that is still drafted. */
export function RenameDialog({ programme, onClose }: { programme: ProgrammePartsFragment; onClose: () => void }) {
  const text = useText();
  const notify = useNotify();
  const keys = useRef(new IdempotencyKeys());
  const [name, setName] = useState(programme.name);
  const rename = useChange(RenameProgrammeDocument, [ProgrammePageDocument, ProgrammeListDocument, ProgrammeTasksDocument]);
  const refusals = rename.data?.renameProgramme.refusals ?? [];
  const send = (): void => {
    const wanted = { programmeId: programme.id, name, expectedVersion: programme.version };
    rename.mutate({ input: { ...wanted, idempotencyKey: keys.current.for(wanted) } }, {
      onSuccess: ({ renameProgramme }) => {
        if (renameProgramme.refusals.length > 0) return;
        notify(text('programmeLife.renamed'));
        onClose();
      },
    });
  };
  return (
    <FormDialog title={text('programmeLife.rename')} submit={text('programmeLife.renameSave')} isBusy={rename.isPending} error={rename.error} refusals={withoutField(refusals, 'name')} onSubmit={send} onClose={onClose}>
      <TextInput autoFocus label={text('programmeLife.fullName')} value={name} onChange={setName} problem={refusalOf(refusals, 'name')} help={text('programmeLife.nameHelp')} />
    </FormDialog>
  );
}
