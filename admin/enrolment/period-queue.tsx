import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { Figure, Figures } from '../ui/figures.js';
import { useFormats } from '../ui/format.js';
import { Failure } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { ChoicesRecord } from './choices-record.js';
import type { ChoosingPeriod } from './choosing-periods.js';
import { EnrolOutcomes } from './enrol-outcomes.js';
import { NotEligibleNote } from './not-eligible-note.js';
import { useEnrolling } from './use-enrolling.js';
import type { SchoolChoice } from './use-waiting-choices.js';
import { WaitingList } from './waiting-list.js';

interface PeriodQueueProps {
  programmeId: string | null;
  period: ChoosingPeriod;
  waiting: readonly SchoolChoice[];
  seats: { received: number; used: number; free: number };
  isEnrolling: boolean;
}

/** One period: the school's seats, who waits, and what became of those who were enrolled just now. */
export function PeriodQueue({ programmeId, period, waiting, seats, isEnrolling }: PeriodQueueProps) {
  const text = useText();
  const formats = useFormats();
  const [view, setView] = useState<'waiting' | 'all'>('waiting');
  const [classId, setClassId] = useState<string | null>(null);
  const { outcomes, progress, failure, enrol, forget } = useEnrolling();
  const { isOpen } = period.choosing;
  const classes = [...new Map(waiting.map((choice) => [choice.class.id, choice.class])).values()];
  return (
    <Stack spacing={1.5}>
      <Figures label={text('enrolling.seats')}>
        <Figure label={text('enrolling.held')}>{formats.integer(seats.received)}</Figure>
        <Figure label={text('enrolling.used')}>{formats.integer(seats.used)}</Figure>
        <Figure label={text('enrolling.free')}>{formats.integer(seats.free)}</Figure>
        <Figure label={text('enrolling.waiting')}>{formats.integer(waiting.length)}</Figure>
      </Figures>
      {isOpen && seats.free === 0 && waiting.length > 0 && <Alert severity="warning">{text('enrolling.noSeats')}</Alert>}
      {isOpen && programmeId !== null && <NotEligibleNote programmeId={programmeId} waiting={waiting} />}
      {failure !== null && <Failure error={failure.error} onRetry={() => { enrol(failure.rest); }} />}
      {outcomes.length > 0 && <EnrolOutcomes outcomes={outcomes} onClose={forget} />}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}>
        <ToggleButtonGroup exclusive size="small" value={view} aria-label={text('enrolling.view')} onChange={(_, next: 'waiting' | 'all' | null) => { if (next !== null) setView(next); }}>
          <ToggleButton value="waiting">{text('enrolling.viewWaiting', { count: waiting.length })}</ToggleButton>
          <ToggleButton value="all">{text('enrolling.viewAll')}</ToggleButton>
        </ToggleButtonGroup>
        {view === 'waiting' && classes.length > 1 && (
          <TextField select label={text('enrolling.class')} value={classes.some(({ id }) => id === classId) ? classId : ''} slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }} sx={{ minWidth: 220, width: { xs: '100%', sm: 'auto' } }} onChange={(event) => { setClassId(event.target.value === '' ? null : event.target.value); }}>
            <MenuItem value="">{text('enrolling.anyClass')}</MenuItem>
            {classes.map(({ id, course }) => (
              <MenuItem key={id} value={id} sx={{ whiteSpace: 'normal' }}>
                {course.name}
              </MenuItem>
            ))}
          </TextField>
        )}
      </Box>
      {view === 'waiting' && !isOpen && waiting.length > 0 && <Typography color="textSecondary">{text('enrolling.closedNext')}</Typography>}
      {view === 'all' ? (
        <ChoicesRecord periodId={period.id} />
      ) : (
        <WaitingList period={period} waiting={waiting} classId={classes.some(({ id }) => id === classId) ? classId : null} free={seats.free} isOpen={isOpen && isEnrolling} progress={progress} onEnrol={(choices) => { forget(); enrol(choices); }} />
      )}
    </Stack>
  );
}
