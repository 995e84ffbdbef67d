import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import type { OfficeChangeKind, OfficeLevel } from '../gql/graphql.js';
import { FormDialog } from '../ui/form-dialog.js';
import { DateInput, TextInput } from '../ui/form-fields.js';
import { useFormats } from '../ui/format.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { useText } from '../ui/text.js';
import { ChangePreview } from './change-preview.js';
import { OfficeChoice } from './office-choice.js';
import { useOfficeChange, type ChangeAnswer, type ChangeForm } from './use-office-change.js';

const LEVELS: readonly OfficeLevel[] = ['PROVINCE', 'CITY', 'COUNTY', 'SCHOOL'];
/** Where the server's refusals stand in the form. */
const TARGET_FIELD = { MOVE: 'parentId', MERGE: 'intoId', CREATE: 'parentId', RENAME: '', CLOSE: '' } as const satisfies Record<OfficeChangeKind, string>;

interface ChangeDialogProps {
  kind: OfficeChangeKind;
  office: { id: string; name: string; level: OfficeLevel; version: number };
  today: string;
  onClose: () => void;
}

/** One change of an office: what it means, whom it concerns in numbers, from when on and why. */
export function ChangeDialog({ kind, office, today, onClose }: ChangeDialogProps) {
  const text = useText();
  const formats = useFormats();
  const notify = useNotify();
  const navigate = useNavigate();
  const levels = LEVELS.slice(LEVELS.indexOf(office.level) + 1);
  const [form, setForm] = useState<ChangeForm>({ level: office.level === 'COUNTY' ? 'SCHOOL' : (levels[0] ?? 'SCHOOL'), code: '', name: kind === 'RENAME' ? office.name : '', targetId: null, effectiveOn: today, reason: '' });
  const [isTried, setTried] = useState(false);
  const change = useOfficeChange(kind, office);
  const needsName = kind === 'CREATE' || kind === 'RENAME';
  const needsTarget = kind === 'MOVE' || kind === 'MERGE';
  const targetField = TARGET_FIELD[kind];
  const refusals = change.answer?.refusals ?? [];
  const missing = {
    code: kind === 'CREATE' && form.code.trim() === '',
    name: needsName && form.name.trim() === '',
    target: needsTarget && form.targetId === null,
    effectiveOn: form.effectiveOn === '',
    reason: form.reason.trim() === '',
  };
  const problem = (field: keyof typeof missing, name: string): string | undefined => (isTried && missing[field] ? text('organisation.required') : refusalOf(refusals, name));
  const set = <Name extends keyof ChangeForm>(name: Name) => (value: ChangeForm[Name]): void => {
    setForm({ ...form, [name]: value });
  };
  const finish = ({ office: changed, change: record, refusals: refused }: ChangeAnswer): void => {
    if (refused.length > 0) return;
    const name = changed?.name ?? form.name.trim();
    notify(record?.state === 'PLANNED' ? text('organisation.donePlanned', { date: formats.date(form.effectiveOn), name }) : text('organisation.done', { act: text(`organisation.kinds.${kind}`), name }));
    onClose();
    if (kind === 'CREATE' && changed) void navigate(`/offices/${encodeURIComponent(changed.id)}`);
  };
  return (
    <FormDialog
      title={text(`organisation.titles.${kind}`, { name: office.name })}
      submit={text(`organisation.submit.${kind}`)}
      isGrave={kind === 'MERGE' || kind === 'CLOSE'}
      isBusy={change.isBusy}
      error={change.error}
      refusals={withoutField(refusals, 'code', 'name', 'effectiveOn', 'reason', ...(needsTarget ? [targetField] : []))}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (!Object.values(missing).some(Boolean)) change.send(form, finish);
      }}
    >
      {kind === 'CREATE' ? <Typography variant="body2">{text('organisation.means.CREATE')}</Typography> : <ChangePreview officeId={office.id} kind={kind} targetId={form.targetId} effectiveOn={form.effectiveOn} />}
      {kind === 'CREATE' && (
        <TextField select fullWidth label={text('organisation.level')} value={form.level} onChange={(event) => { set('level')(event.target.value as OfficeLevel); }}>
          {levels.map((level) => (
            <MenuItem key={level} value={level}>
              {text(`offices.levels.${level}`)}
            </MenuItem>
          ))}
        </TextField>
      )}
      {needsName && <TextInput autoFocus label={text(kind === 'CREATE' ? 'organisation.name' : 'organisation.newName')} value={form.name} onChange={set('name')} problem={problem('name', 'name')} />}
      {kind === 'CREATE' && <TextInput label={text('organisation.code')} value={form.code} onChange={set('code')} problem={problem('code', 'code')} help={text('organisation.codeHelp')} />}
      {needsTarget && (
        <OfficeChoice
          label={text(kind === 'MOVE' ? 'organisation.newParent' : 'organisation.into')}
          value={form.targetId}
          onChange={set('targetId')}
          problem={problem('target', targetField)}
          placeholder={text('organisation.choose')}
          {...(kind === 'MERGE' ? { level: office.level } : {})}
        />
      )}
      <DateInput label={text('organisation.effectiveOn')} value={form.effectiveOn} onChange={set('effectiveOn')} problem={problem('effectiveOn', 'effectiveOn')} />
      <TextInput isLong label={text('organisation.reason')} value={form.reason} onChange={set('reason')} problem={problem('reason', 'reason')} help={text('organisation.reasonHelp')} />
    </FormDialog>
  );
}
