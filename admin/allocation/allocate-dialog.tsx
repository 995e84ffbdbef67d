import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { outdate, useChange, useLoad } from '../data/queries.js';
import { AllocateSubmissionsDocument, AllocationBoardDocument, AllocationPreviewDocument, ClassesDocument, type BoardPartsFragment, type TutorLoadPartsFragment } from '../gql/graphql.js';
import { PeriodChoice } from '../programmes/period.js';
import { DataTable } from '../ui/data-table.js';
import { useFormats } from '../ui/format.js';
import { FormDialog } from '../ui/form-dialog.js';
import { Refusals } from '../ui/refusals.js';
import { Loaded, Rows } from '../ui/states.js';
import { useText } from '../ui/text.js';

interface AllocateDialogProps {
  programmeId: string;
  board: BoardPartsFragment;
  onClose: () => void;
}

type Terms = Record<string, { takesPart: boolean; weight: string; dailyCap: string }>;

/** Which work, among whom, on what terms; what would come of it; and only then the act. */
export function AllocateDialog({ programmeId, board, onClose }: AllocateDialogProps) {
  const text = useText();
  const formats = useFormats();
  const notify = useNotify();
  const [periodId, setPeriodId] = useState<string | null>(null);
  const [classId, setClassId] = useState('');
  const [days, setDays] = useState('1');
  const [isAnew, setAnew] = useState(false);
  // Untouched it stays as each assignment says.
  const [excludesOwnCounty, setExcludesOwnCounty] = useState<boolean | null>(null);
  const [terms, setTerms] = useState<Terms>(() => Object.fromEntries(board.tutors.map((one) => [one.tutorId, { takesPart: (one.absentUntil ?? null) === null, weight: String(one.weight), dailyCap: String(one.dailyCap) }])));
  const [isPreviewing, setPreviewing] = useState(false);
  const keys = useRef(new IdempotencyKeys());
  const classes = useLoad(ClassesDocument, { first: 100, periodId }, { staleTime: 60_000 }).data?.classes.nodes ?? [];
  const tutors = board.tutors.filter((one) => classId === '' || one.classIds.includes(classId));
  const input = {
    programmeId,
    classId: classId === '' ? null : classId,
    days: Number.parseInt(days, 10) || 0,
    isAnew,
    excludesOwnCounty,
    terms: tutors.filter((one) => terms[one.tutorId]?.takesPart === true).map((one) => ({ tutorId: one.tutorId, weight: Number.parseInt(terms[one.tutorId]?.weight ?? '', 10) || 0, dailyCap: Number.parseInt(terms[one.tutorId]?.dailyCap ?? '', 10) || 0 })),
  };
  const preview = useLoad(AllocationPreviewDocument, { input }, { enabled: isPreviewing, staleTime: 0 });
  const allocate = useChange(AllocateSubmissionsDocument, [AllocationBoardDocument]);
  const shown = isPreviewing ? preview.data?.allocationPreview : undefined;
  const placed = shown === undefined ? 0 : shown.items - shown.unplaced;
  // What is changed is previewed again.
  const changed = (): void => {
    setPreviewing(false);
    allocate.reset();
  };
  const send = (): void => {
    if (shown === undefined || shown.refusals.length > 0 || placed === 0) {
      setPreviewing(true);
      return;
    }
    const content = { allocation: input, expectedVersion: shown.version, expectedCount: shown.items };
    allocate.mutate(
      { input: { ...content, idempotencyKey: keys.current.for(content) } },
      {
        onSuccess: ({ allocateSubmissions }) => {
          if (allocateSubmissions.refusals.length > 0) {
            outdate([AllocationPreviewDocument]);
            return;
          }
          notify(text('allocation.allocatedDone', { count: formats.integer(placed) }));
          onClose();
        },
      },
    );
  };
  const change = (tutorId: string, part: Partial<Terms[string]>): void => {
    setTerms({ ...terms, [tutorId]: { takesPart: true, weight: '1', dailyCap: '40', ...terms[tutorId], ...part } });
    changed();
  };
  const field = (row: TutorLoadPartsFragment, name: 'weight' | 'dailyCap', label: string) => (
    <TextField
      size="small"
      value={terms[row.tutorId]?.[name] ?? ''}
      disabled={terms[row.tutorId]?.takesPart !== true}
      sx={{ width: 72 }}
      slotProps={{ htmlInput: { 'aria-label': label, inputMode: 'numeric' } }}
      onChange={(event) => {
        change(row.tutorId, { [name]: event.target.value });
      }}
    />
  );
  return (
    <FormDialog
      title={text('allocation.dialogTitle')}
      submit={shown === undefined || placed === 0 ? text('allocation.preview') : text('allocation.submit', { count: formats.integer(placed) })}
      isBusy={allocate.isPending || (isPreviewing && preview.isPending)}
      error={allocate.error}
      refusals={allocate.data?.allocateSubmissions.refusals ?? []}
      onSubmit={send}
      onClose={onClose}
    >
      <Stack direction="row" useFlexGap spacing={1.5} sx={{ flexWrap: 'wrap' }}>
        <PeriodChoice
          value={periodId}
          onChange={(next) => {
            setPeriodId(next);
            setClassId('');
            changed();
          }}
        />
        <TextField select label={text('allocation.class')} value={classId} sx={{ flex: '1 1 200px' }} onChange={(event) => { setClassId(event.target.value); changed(); }}>
          <MenuItem value="">{text('allocation.anyClass')}</MenuItem>
          {classes.map(({ id, name }) => (
            <MenuItem key={id} value={id}>
              {name}
            </MenuItem>
          ))}
        </TextField>
        <TextField label={text('allocation.days')} value={days} helperText={text('allocation.daysHelp')} sx={{ width: 160 }} slotProps={{ htmlInput: { inputMode: 'numeric' } }} onChange={(event) => { setDays(event.target.value); changed(); }} />
      </Stack>
      <FormControlLabel control={<Checkbox checked={isAnew} onChange={(_, isTicked) => { setAnew(isTicked); changed(); }} />} label={text('allocation.isAnew')} />
      <Box>
        <FormControlLabel control={<Switch checked={excludesOwnCounty ?? board.excludesOwnCounty} onChange={(_, isOn) => { setExcludesOwnCounty(isOn); changed(); }} />} label={text('allocation.excludesCounty')} />
        <Typography variant="caption" component="p" color="textSecondary" sx={{ m: 0 }}>
          {text('allocation.excludesCountyHelp')}
        </Typography>
      </Box>
      {shown === undefined ? (
        <>
          <DataTable
            label={text('allocation.board')}
            rows={tutors}
            rowKey={(row) => row.tutorId}
            columns={[
              {
                key: 'name',
                label: text('allocation.tutor'),
                cell: (row) => (
                  <FormControlLabel sx={{ mr: 0 }} control={<Checkbox size="small" checked={terms[row.tutorId]?.takesPart === true} slotProps={{ input: { 'aria-label': text('allocation.takesPartOf', { name: row.name }) } }} onChange={(_, takesPart) => { change(row.tutorId, { takesPart }); }} />} label={row.name} />
                ),
              },
              { key: 'weight', label: text('allocation.weight'), numeric: true, cell: (row) => field(row, 'weight', text('allocation.weightOf', { name: row.name })) },
              { key: 'cap', label: text('allocation.cap'), numeric: true, cell: (row) => field(row, 'dailyCap', text('allocation.capOf', { name: row.name })) },
              { key: 'left', label: text('allocation.left'), numeric: true, cell: (row) => formats.integer(row.left) },
            ]}
          />
          {isPreviewing ? <Loaded query={preview} skeleton={<Rows count={2} />}>{() => null}</Loaded> : <Typography variant="body2" color="textSecondary">{text('allocation.previewFirst')}</Typography>}
        </>
      ) : (
        <Stack spacing={1.5}>
          <Refusals refusals={shown.refusals} />
          {shown.refusals.length === 0 && (
            <>
              <Alert severity={shown.unplaced > 0 ? 'warning' : 'info'} role="status">
                {text('allocation.previewed', { items: formats.integer(shown.items), placed: formats.integer(placed), unplaced: formats.integer(shown.unplaced) })}
              </Alert>
              <DataTable
                label={text('allocation.previewTable')}
                rows={shown.shares}
                rowKey={(row) => row.tutorId}
                columns={[
                  { key: 'name', label: text('allocation.tutor'), cell: (row) => row.name },
                  { key: 'count', label: text('allocation.count'), numeric: true, cell: (row) => formats.integer(row.count) },
                  { key: 'fair', label: text('allocation.fair'), numeric: true, cell: (row) => formats.integer(row.fair) },
                ]}
              />
              <Typography variant="caption" color="textSecondary">
                {text('allocation.fairHelp')}
              </Typography>
            </>
          )}
          <Button sx={{ alignSelf: 'flex-start' }} onClick={changed}>
            {text('allocation.changeTerms')}
          </Button>
        </Stack>
      )}
    </FormDialog>
  );
}
