import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { useViewer } from '../access/viewer.js';
import { useBusinessTime } from '../app/use-business-time.js';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange } from '../data/queries.js';
import { CreateProgrammeDocument, ProgrammeListDocument, type ProgrammeListQuery } from '../gql/graphql.js';
import { FormDialog } from '../ui/form-dialog.js';
import { TextInput } from '../ui/form-fields.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { useText } from '../ui/text.js';

interface CreateDialogProps {
  programmes: ProgrammeListQuery['programmes'];
  onClose: () => void;
}

/** Begins a programme, perhaps as the next year of one that was. */
export function CreateDialog({ programmes, onClose }: CreateDialogProps) {
  const text = useText();
  const notify = useNotify();
  const navigate = useNavigate();
  const viewer = useViewer();
  const now = useBusinessTime();
  const keys = useRef(new IdempotencyKeys());
  const [form, setForm] = useState({ code: '', name: '', year: '', previousProgrammeId: '' });
  const create = useChange(CreateProgrammeDocument, [ProgrammeListDocument]);
  const refusals = create.data?.createProgramme.refusals ?? [];
  const own = programmes.filter(({ life }) => life.organiserName === viewer?.office?.name);
  const year = form.year === '' ? String(now?.getFullYear() ?? '') : form.year;
  const set = (field: keyof typeof form) => (value: string): void => {
    setForm({ ...form, [field]: value });
  };
  const send = (): void => {
    const wanted = { code: form.code, name: form.name, year: Math.trunc(Number(year)) || 0, previousProgrammeId: form.previousProgrammeId === '' ? null : form.previousProgrammeId };
    create.mutate({ input: { ...wanted, idempotencyKey: keys.current.for(wanted) } }, {
      onSuccess: ({ createProgramme: { programme, refusals: refused } }) => {
        if (refused.length > 0 || programme == null) return;
        notify(text('programmeLife.created'));
        onClose();
        void navigate(`/programmes/${programme.id}`);
      },
    });
  };
  return (
    <FormDialog title={text('programmeLife.createTitle')} submit={text('programmeLife.create')} isBusy={create.isPending} error={create.error} refusals={withoutField(refusals, 'code', 'name', 'year')} onSubmit={send} onClose={onClose}>
      <TextInput autoFocus label={text('programmeLife.fullName')} value={form.name} onChange={set('name')} problem={refusalOf(refusals, 'name')} />
      <TextInput label={text('programmeLife.code')} value={form.code} onChange={set('code')} problem={refusalOf(refusals, 'code')} help={text('programmeLife.codeHelp')} />
      <TextInput label={text('programmeLife.year')} value={year} onChange={set('year')} problem={refusalOf(refusals, 'year')} />
      <TextField select fullWidth label={text('programmeLife.previous')} value={form.previousProgrammeId} helperText={text('programmeLife.previousHelp')} onChange={(event) => { set('previousProgrammeId')(event.target.value); }} slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}>
        <MenuItem value="">{text('programmeLife.newSeries')}</MenuItem>
        {own.map(({ id, name }) => (
          <MenuItem key={id} value={id} sx={{ whiteSpace: 'normal' }}>
            {name}
          </MenuItem>
        ))}
      </TextField>
    </FormDialog>
  );
}
