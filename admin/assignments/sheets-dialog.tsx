import DownloadIcon from '@mui/icons-material/Download';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import MuiLink from '@mui/material/Link';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState, type ReactNode } from 'react';
import { useLocale } from 'react-admin';
import { Link, useNavigate } from 'react-router-dom';
import { outdate, useLoad } from '../data/queries.js';
import { download } from '../data/request.js';
import { ExportMenu } from '../exchange/export-menu.js';
import { ClassesDocument, GradingSheetsDocument, QueueAssignmentsDocument, SheetSizeDocument } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { useFailureText } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { TABLES, UploadButton } from '../ui/upload-button.js';
import type { QueueChoice } from './queue-choice.js';

const RECENT = 5;

export function sheetHref(id: string): string {
  return `/assignments/sheets/${encodeURIComponent(id)}`;
}

/** Out and in: of which class and assignment, the file to fill in, the filled-in file, and what was handed in lately. */
export function SheetsDialog({ choice, onClose }: { choice: Pick<QueueChoice, 'classId' | 'assignmentId'>; onClose: () => void }) {
  const text = useText();
  const classes = useLoad(ClassesDocument, { first: 100 }, { staleTime: 60_000 }).data?.classes.nodes ?? [];
  const assignments = useLoad(QueueAssignmentsDocument, {}, { staleTime: 60_000 }).data?.queueAssignments ?? [];
  const [wantedClass, setClass] = useState(choice.classId);
  const [wantedAssignment, setAssignment] = useState(choice.assignmentId);
  // Where there is one only, it is chosen.
  const chosenClass = classes.find(({ id }) => id === wantedClass) ?? (classes.length === 1 ? classes[0] : undefined);
  const ofCourse = assignments.filter(({ course }) => course.id === chosenClass?.course.id);
  const chosenAssignment = ofCourse.find(({ id }) => id === wantedAssignment) ?? (ofCourse.length === 1 ? ofCourse[0] : undefined);
  const place = chosenClass && chosenAssignment ? { classId: chosenClass.id, assignmentId: chosenAssignment.id } : null;
  const isEmpty = useLoad(SheetSizeDocument, place ?? { classId: '', assignmentId: '' }, { enabled: place !== null }).data?.gradingQueue.totalCount === 0;
  return (
    <Dialog open fullWidth maxWidth="sm" onClose={onClose} aria-labelledby="sheets-title">
      <DialogTitle id="sheets-title">{text('sheets.title')}</DialogTitle>
      <DialogContent>
        <DialogContentText sx={{ mb: 2 }}>{text('sheets.intro')}</DialogContentText>
        <Stack spacing={2}>
          <Choice label={text('sheets.class')} prompt={text('sheets.chooseClass')} value={chosenClass?.id ?? ''} onChange={setClass}>
            {classes.map(({ id, name }) => (
              <MenuItem key={id} value={id}>
                {name}
              </MenuItem>
            ))}
          </Choice>
          <Choice label={text('sheets.assignment')} prompt={text('sheets.chooseAssignment')} value={chosenAssignment?.id ?? ''} isDisabled={chosenClass === undefined} onChange={setAssignment}>
            {ofCourse.map(({ id, title }) => (
              <MenuItem key={id} value={id}>
                {title}
              </MenuItem>
            ))}
          </Choice>
          {isEmpty && <Alert severity="info">{text('sheets.nobodyHandedIn')}</Alert>}
          <Files place={isEmpty ? null : place} />
          <Recent />
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{text('queues.progress.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}

function Choice({ label, prompt, value, isDisabled = false, onChange, children }: { label: string; prompt: string; value: string; isDisabled?: boolean; onChange: (value: string) => void; children: ReactNode }) {
  return (
    <TextField
      select
      fullWidth
      label={label}
      value={value}
      disabled={isDisabled}
      onChange={(event) => {
        onChange(event.target.value);
      }}
      slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
    >
      <MenuItem value="" disabled>
        {prompt}
      </MenuItem>
      {children}
    </TextField>
  );
}

type Place = { classId: string; assignmentId: string } | null;

function Files({ place }: { place: Place }) {
  const text = useText();
  const locale = useLocale();
  const navigate = useNavigate();
  const [isSending, setSending] = useState(false);
  const [isFetching, setFetching] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const failureText = useFailureText();

  const fetchSheet = async (): Promise<void> => {
    setFetching(true);
    setProblem(null);
    try {
      await download(`/exports/gradingsheet?${new URLSearchParams({ ...place, format: 'xlsx' }).toString()}`);
    } catch (error) {
      setProblem(text('sheets.notFetched', { reason: failureText(error) }));
    } finally {
      setFetching(false);
    }
  };

  const send = async (file: File): Promise<void> => {
    setSending(true);
    setProblem(null);
    try {
      const response = await fetch(`/gradingsheets?${new URLSearchParams({ ...place, name: file.name }).toString()}`, { method: 'POST', credentials: 'same-origin', headers: { 'content-type': 'application/octet-stream', 'accept-language': locale }, body: file });
      const answer = (await response.json()) as { id?: string | null; failure?: string | null };
      if (typeof answer.id === 'string') {
        outdate([GradingSheetsDocument]);
        await navigate(sheetHref(answer.id));
      } else setProblem(text('sheets.failed', { reason: answer.failure ?? text('ui.failure.INTERNAL') }));
    } catch {
      setProblem(text('sheets.failed', { reason: text('ui.failure.OFFLINE') }));
    } finally {
      setSending(false);
    }
  };
  return (
    <>
      {problem !== null && <Alert severity="error">{problem}</Alert>}
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={1}>
        <Button
          fullWidth
          variant="outlined"
          startIcon={<DownloadIcon />}
          disabled={place === null}
          loading={isFetching}
          onClick={() => void fetchSheet()}
        >
          {text('sheets.download')}
        </Button>
        <UploadButton label={text('sheets.upload')} accept={TABLES} isBusy={isSending} isDisabled={place === null} isFullWidth isPrimary onFile={(file) => void send(file)} />
      </Stack>
    </>
  );
}

function Recent() {
  const text = useText();
  const formats = useFormats();
  const sheets = useLoad(GradingSheetsDocument, { first: RECENT }).data?.gradingSheets.nodes ?? [];
  if (sheets.length === 0) return null;
  return (
    <Box component="section" aria-label={text('sheets.recent')}>
      <Box sx={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between' }}>
        <Typography variant="h3">{text('sheets.recent')}</Typography>
        <ExportMenu isSmall list="gradingsheets" label={text('ui.export')} filter={{}} />
      </Box>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {sheets.map(({ id, fileName, state, createdAt }) => (
          <li key={id}>
            <MuiLink component={Link} to={sheetHref(id)}>
              {fileName}
            </MuiLink>{' '}
            <Typography component="span" variant="body2" color="textSecondary">
              {`${text(`sheets.states.${state}`)} · ${formats.time(createdAt)}`}
            </Typography>
          </li>
        ))}
      </Box>
    </Box>
  );
}
