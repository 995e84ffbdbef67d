import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { useLearnerName } from '../assignments/use-learner-name.js';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange, useConnection } from '../data/queries.js';
import { ExportMenu } from '../exchange/export-menu.js';
import { AllocatedSubmissionsDocument, AllocationBoardDocument, AssignmentsToMarkDocument, ReassignSubmissionsDocument, type TutorLoadPartsFragment } from '../gql/graphql.js';
import { ConnectionTable } from '../ui/data-table.js';
import { useFormats } from '../ui/format.js';
import { FormDialog } from '../ui/form-dialog.js';
import { TextInput } from '../ui/form-fields.js';
import { useText } from '../ui/text.js';

interface ReassignDialogProps {
  programmeId: string;
  from: TutorLoadPartsFragment;
  /** Tutors of the same classes. */
  others: readonly TutorLoadPartsFragment[];
  onClose: () => void;
}

/** So many of the latest, or those that are ticked. */
export function ReassignDialog({ programmeId, from, others, onClose }: ReassignDialogProps) {
  const text = useText();
  const formats = useFormats();
  const notify = useNotify();
  const nameOf = useLearnerName();
  const [toTutorId, setTo] = useState(others.length === 1 ? (others[0]?.tutorId ?? '') : '');
  const [isByTick, setByTick] = useState(false);
  const [assignmentId, setAssignmentId] = useState('');
  const [number, setNumber] = useState('');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [reason, setReason] = useState('');
  const [isChecked, setChecked] = useState(false);
  const keys = useRef(new IdempotencyKeys());
  const items = useConnection(AllocatedSubmissionsDocument, { programmeId, tutorId: from.tutorId, assignmentId: assignmentId === '' ? null : assignmentId, first: 50 }, (result) => result.allocatedSubmissions, { enabled: isByTick });
  const assignments = useConnection(AssignmentsToMarkDocument, { first: 100 }, (result) => result.assignments);
  const reassign = useChange(ReassignSubmissionsDocument, [AllocationBoardDocument, AllocatedSubmissionsDocument]);
  const isNumberBad = !isByTick && !/^[1-9]\d{0,3}$/.test(number);
  const send = (): void => {
    setChecked(true);
    if (toTutorId === '' || reason.trim() === '' || isNumberBad || (isByTick && selected.size === 0)) return;
    const which = isByTick ? { submissionIds: [...selected] } : { count: Number(number) };
    const content = { programmeId, fromTutorId: from.tutorId, toTutorId, assignmentId: assignmentId === '' ? null : assignmentId, reason: reason.trim(), ...which };
    reassign.mutate(
      { input: { ...content, idempotencyKey: keys.current.for(content) } },
      {
        onSuccess: ({ reassignSubmissions }) => {
          if (reassignSubmissions.refusals.length > 0) return;
          notify(text('allocation.reassigned'));
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog title={text('allocation.reassignOf', { name: from.name })} submit={text('allocation.reassign')} isBusy={reassign.isPending} error={reassign.error} refusals={reassign.data?.reassignSubmissions.refusals ?? []} onSubmit={send} onClose={onClose}>
      <Typography variant="body2">{text('allocation.reassignText')}</Typography>
      <TextField select label={text('allocation.to')} value={toTutorId} error={isChecked && toTutorId === ''} helperText={isChecked && toTutorId === '' ? text('allocation.toEmpty') : undefined} onChange={(event) => { setTo(event.target.value); }}>
        {others.map((one) => (
          <MenuItem key={one.tutorId} value={one.tutorId}>
            {`${one.name} · ${text('allocation.room')} ${formats.integer(one.room)}`}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        label={text('allocation.assignment')}
        value={assignmentId}
        onChange={(event) => {
          setAssignmentId(event.target.value);
          setSelected(new Set());
        }}
        slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
      >
        <MenuItem value="">{text('allocation.anyAssignment')}</MenuItem>
        {assignments.nodes.map((one) => (
          <MenuItem key={one.id} value={one.id}>
            {`${one.course.name} · ${one.title}`}
          </MenuItem>
        ))}
      </TextField>
      <RadioGroup row aria-label={text('allocation.how')} value={isByTick ? 'tick' : 'number'} onChange={(_, value) => { setByTick(value === 'tick'); }}>
        <FormControlLabel value="number" control={<Radio />} label={text('allocation.byNumber')} />
        <FormControlLabel value="tick" control={<Radio />} label={text('allocation.byTick')} />
      </RadioGroup>
      {isByTick ? (
        <>
          <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>
            <ExportMenu isSmall list="allocated" label={text('ui.export')} filter={{ programmeId, tutorId: from.tutorId, assignmentId }} />
          </Box>
          <Typography role="status" variant="body2" color={isChecked && selected.size === 0 ? 'error' : 'textPrimary'}>
            {isChecked && selected.size === 0 ? text('allocation.tickNone') : text('allocation.ticked', { count: selected.size })}
          </Typography>
          <ConnectionTable
            label={text('allocation.items', { name: from.name })}
            connection={items}
            rowKey={(row) => row.id}
            selection={{ selected, onChange: setSelected, label: (row) => text('allocation.select', { name: nameOf(row) }) }}
            columns={[
              { key: 'learner', label: text('allocation.learner'), cell: (row) => nameOf(row) },
              { key: 'assignment', label: text('allocation.assignment'), cell: (row) => row.assignment.title },
              { key: 'submittedAt', label: text('allocation.submittedAt'), cell: (row) => formats.time(row.submittedAt) },
            ]}
            empty={null}
          />
        </>
      ) : (
        <TextInput label={text('allocation.number')} value={number} problem={isChecked && isNumberBad ? text('allocation.numberBad') : undefined} onChange={setNumber} />
      )}
      <TextInput label={text('allocation.reason')} value={reason} problem={isChecked && reason.trim() === '' ? text('allocation.reasonEmpty') : undefined} onChange={setReason} />
    </FormDialog>
  );
}
