import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useChange, useConnection, useLoad } from '../data/queries.js';
import { AssignmentsToMarkDocument, ClassesToMarkDocument, SecondMarkingSettingsDocument, SetSecondMarkingDocument, type AssignmentsToMarkQuery, type SettingPartsFragment } from '../gql/graphql.js';
import { FormDialog } from '../ui/form-dialog.js';
import { TextInput } from '../ui/form-fields.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { useText } from '../ui/text.js';

type Choice = AssignmentsToMarkQuery['assignments']['nodes'][number];

interface SettingDialogProps {
  /** Null: settings for an assignment that has none. */
  setting: SettingPartsFragment | null;
  onClose: () => void;
}

const WHOLE = ['samplePercent', 'newTutorReviews', 'newTutorDays'] as const;

/** Which reviews are marked a second time, and how far apart they may lie. */
export function SettingDialog({ setting, onClose }: SettingDialogProps) {
  const text = useText();
  const notify = useNotify();
  const assignments = useConnection(AssignmentsToMarkDocument, { first: 100 }, (result) => result.assignments, { enabled: setting === null });
  const [assignment, setAssignment] = useState<Choice | null>(setting?.assignment ?? null);
  const [form, setForm] = useState({
    samplePercent: String(setting?.samplePercent ?? 10),
    newTutorReviews: String(setting?.newTutorReviews ?? 20),
    newTutorDays: String(setting?.newTutorDays ?? 0),
    tolerance: setting?.tolerance ?? '5',
    borders: setting === null ? '78-82\n88-92' : setting.borders.map(({ from, to }) => `${from}-${to}`).join('\n'),
  });
  const [classId, setClassId] = useState('');
  const classes = useLoad(ClassesToMarkDocument, { search: assignment?.course.name ?? '' }, { enabled: setting === null && assignment !== null }).data?.classes.nodes.filter(({ course }) => course.id === assignment?.course.id) ?? [];
  const [isChecked, setChecked] = useState(false);
  const save = useChange(SetSecondMarkingDocument, [SecondMarkingSettingsDocument]);
  const refusals = save.data?.setSecondMarking.refusals ?? [];
  const borders = bordersOf(form.borders);
  const borderProblem = refusals.find(({ field }) => field?.startsWith('borders'))?.message;

  const send = (): void => {
    setChecked(true);
    if (assignment === null || borders === null) return;
    const whole = Object.fromEntries(WHOLE.map((name) => [name, /^\d{1,4}$/.test(form[name]) ? Number(form[name]) : -1])) as Record<(typeof WHOLE)[number], number>;
    save.mutate(
      { input: { assignmentId: assignment.id, classId: setting === null ? classId || null : (setting.class?.id ?? null), expectedVersion: setting?.version ?? 0, borders, tolerance: /^\d{1,6}(\.\d)?$/.test(form.tolerance) ? form.tolerance : '-1', ...whole } },
      {
        onSuccess: ({ setSecondMarking }) => {
          if (setSecondMarking.refusals.length > 0) return;
          notify(text('moderation.saved'), { type: 'success' });
          onClose();
        },
      },
    );
  };
  const field = (name: (typeof WHOLE)[number] | 'tolerance', help?: string) => (
    <TextInput
      label={text(`moderation.${name}`)}
      value={form[name]}
      help={help}
      problem={refusalOf(refusals, name)}
      onChange={(value) => {
        setForm({ ...form, [name]: value.trim() });
      }}
    />
  );
  return (
    <FormDialog title={text('moderation.tabs.settings')} submit={text('moderation.save')} isBusy={save.isPending} error={save.error} refusals={withoutField(refusals, ...WHOLE, 'tolerance').filter((one) => one.field?.startsWith('borders') !== true)} onSubmit={send} onClose={onClose}>
      {setting === null ? (
        <Autocomplete
          options={assignments.nodes}
          value={assignment}
          loading={assignments.isPending}
          getOptionKey={(one) => one.id}
          getOptionLabel={(one) => `${one.course.name} · ${one.title}`}
          onChange={(_, chosen) => {
            setAssignment(chosen);
            setClassId('');
          }}
          renderInput={(params) => <TextField {...params} label={text('moderation.assignment')} error={isChecked && assignment === null} helperText={isChecked && assignment === null ? text('moderation.chooseAssignment') : undefined} />}
        />
      ) : (
        <TextField label={text('moderation.assignment')} value={`${setting.assignment.course.name} · ${setting.assignment.title}${setting.class === null || setting.class === undefined ? '' : ` · ${setting.class.name}`}`} slotProps={{ input: { readOnly: true } }} />
      )}
      {classes.length > 0 && (
        <TextField
          select
          label={text('moderation.onlyClass')}
          value={classId}
          onChange={(event) => {
            setClassId(event.target.value);
          }}
          slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
        >
          <MenuItem value="">{text('moderation.everyClass')}</MenuItem>
          {classes.map(({ id, name }) => (
            <MenuItem key={id} value={id}>
              {name}
            </MenuItem>
          ))}
        </TextField>
      )}
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
        {field('samplePercent')}
        {field('tolerance', text('moderation.toleranceHelp'))}
        {field('newTutorReviews', text('moderation.newTutorHelp'))}
        {field('newTutorDays', text('moderation.newTutorHelp'))}
      </Box>
      <TextInput
        isLong
        label={text('moderation.borders')}
        value={form.borders}
        help={text('moderation.bordersHelp')}
        problem={borderProblem ?? (isChecked && borders === null ? text('moderation.malformedBorder') : undefined)}
        onChange={(value) => {
          setForm({ ...form, borders: value });
        }}
      />
    </FormDialog>
  );
}

/** One border a line, `78-82`; null when a line says something else. */
function bordersOf(lines: string): { from: string; to: string }[] | null {
  const found = lines.split('\n').map((line) => line.trim()).filter((line) => line !== '').map((line) => /^(\d{1,6}(?:\.\d)?)\s*[-–—~～]\s*(\d{1,6}(?:\.\d)?)$/.exec(line));
  return found.includes(null) ? null : found.map((match) => ({ from: match?.[1] ?? '', to: match?.[2] ?? '' }));
}
