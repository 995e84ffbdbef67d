import TuneIcon from '@mui/icons-material/TuneOutlined';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import useMediaQuery from '@mui/material/useMediaQuery';
import type { Theme } from '@mui/material/styles';
import { useState } from 'react';
import { useLoad } from '../data/queries.js';
import { ClassesDocument, QueueAssignmentsDocument, type QueueFilter, type QueueOrder } from '../gql/graphql.js';
import { useText } from '../ui/text.js';
import type { QueueChoice } from './queue-choice.js';

interface QueueFiltersProps {
  filters: readonly QueueFilter[];
  choice: QueueChoice;
  /** What is chosen anew; the rest stays. */
  onChange: (change: Partial<QueueChoice>) => void;
  /** Stands behind the filters, in their line where there is room. */
  children: React.ReactNode;
}

/** Which queue: buttons on a desk, a choice on a phone; the class; the order. What narrows it further is one tap away on a phone, where the list comes first. */
export function QueueFilters({ filters, choice, onChange, children }: QueueFiltersProps) {
  const text = useText();
  const isPhone = useMediaQuery((theme: Theme) => theme.breakpoints.down('sm'));
  const [isOpen, setOpen] = useState(false);
  const isNarrowed = choice.classId !== null || choice.assignmentId !== null || choice.order !== 'OLDEST_FIRST';
  const setFilter = (filter: QueueFilter | null): void => {
    if (filter !== null) onChange({ filter });
  };
  return (
    <Stack direction="row" useFlexGap spacing={1.5} sx={{ flexWrap: 'wrap', mb: 2 }}>
      {isPhone ? (
        <Choice label={text('assignments.filter')} value={choice.filter} onChange={(filter) => { setFilter(filters.find((one) => one === filter) ?? null); }}>
          {filters.map((filter) => (
            <MenuItem key={filter} value={filter}>
              {text(`assignments.filters.${filter}`)}
            </MenuItem>
          ))}
        </Choice>
      ) : (
        <ToggleButtonGroup exclusive size="small" color="primary" value={choice.filter} aria-label={text('assignments.filter')} onChange={(_, filter: QueueFilter | null) => { setFilter(filter); }} sx={{ flexWrap: 'wrap' }}>
          {filters.map((filter) => (
            <ToggleButton key={filter} value={filter} sx={{ px: 1.5 }}>
              {text(`assignments.filters.${filter}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      )}
      {isPhone && !isNarrowed && (
        <Button
          size="small"
          startIcon={<TuneIcon />}
          aria-expanded={isOpen}
          onClick={() => {
            setOpen(!isOpen);
          }}
        >
          {text(isOpen ? 'queues.fewerFilters' : 'queues.moreFilters')}
        </Button>
      )}
      {(!isPhone || isOpen || isNarrowed) && (
        <>
          <ClassChoice
            value={choice.classId}
            onChange={(classId) => {
              onChange({ classId });
            }}
          />
          <AssignmentChoice
            value={choice.assignmentId}
            onChange={(assignmentId) => {
              onChange({ assignmentId });
            }}
          />
          <Choice
            label={text('queues.order')}
            value={choice.order}
            onChange={(order) => {
              onChange({ order: order as QueueOrder });
            }}
          >
            {(['OLDEST_FIRST', 'RANDOM'] as const).map((order) => (
              <MenuItem key={order} value={order}>
                {text(`queues.orders.${order}`)}
              </MenuItem>
            ))}
          </Choice>
        </>
      )}
      {children}
    </Stack>
  );
}

function ClassChoice({ value, onChange }: { value: string | null; onChange: (classId: string | null) => void }) {
  const text = useText();
  const classes = useLoad(ClassesDocument, { first: 100 }, { staleTime: 60_000 });
  const nodes = classes.data?.classes.nodes ?? [];
  return (
    <Choice
      label={text('assignments.className')}
      value={nodes.some((one) => one.id === value) ? (value ?? '') : ''}
      onChange={(classId) => {
        onChange(classId === '' ? null : classId);
      }}
    >
      <MenuItem value="">{text('assignments.anyClass')}</MenuItem>
      {nodes.map((one) => (
        <MenuItem key={one.id} value={one.id}>
          {one.name}
        </MenuItem>
      ))}
    </Choice>
  );
}

function AssignmentChoice({ value, onChange }: { value: string | null; onChange: (assignmentId: string | null) => void }) {
  const text = useText();
  const nodes = useLoad(QueueAssignmentsDocument, {}, { staleTime: 60_000 }).data?.queueAssignments ?? [];
  const isOneCourse = new Set(nodes.map((one) => one.course.id)).size <= 1;
  return (
    <Choice
      label={text('queues.assignment')}
      value={nodes.some((one) => one.id === value) ? (value ?? '') : ''}
      onChange={(assignmentId) => {
        onChange(assignmentId === '' ? null : assignmentId);
      }}
    >
      <MenuItem value="">{text('queues.anyAssignment')}</MenuItem>
      {nodes.map((one) => (
        <MenuItem key={one.id} value={one.id}>
          {isOneCourse ? one.title : `${one.course.name} · ${one.title}`}
        </MenuItem>
      ))}
    </Choice>
  );
}

function Choice({ label, value, onChange, children }: { label: string; value: string; onChange: (value: string) => void; children: React.ReactNode }) {
  return (
    <TextField
      select
      label={label}
      value={value}
      onChange={(event) => {
        onChange(event.target.value);
      }}
      slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
      sx={{ width: { xs: '100%', sm: 'auto' }, minWidth: 150 }}
    >
      {children}
    </TextField>
  );
}
