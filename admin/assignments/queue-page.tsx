import DoneAllIcon from '@mui/icons-material/DoneAll';
import InboxIcon from '@mui/icons-material/InboxOutlined';
import PlayArrowIcon from '@mui/icons-material/PlayArrow';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useEffect } from 'react';
import { useNotify } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { useViewer } from '../access/viewer.js';
import { queryClient, useConnection, useLoad } from '../data/queries.js';
import {
  ClassesDocument,
  GradingQueueDocument,
  ReadingQueueDocument,
  type GradingQueueQueryVariables,
  type QueueFilter,
  type QueueRowPartsFragment,
  type ReadingQueueQuery,
  type TypedDocumentString,
} from '../gql/graphql.js';
import { ConnectionTable, type Column } from '../ui/data-table.js';
import { useFormats } from '../ui/format.js';
import { Page } from '../ui/page.js';
import { EmptyState, useFailureText } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { GradingFigures } from './grading-figures.js';
import { FILTERS, submissionHref, useQueueChoice } from './queue-choice.js';
import { LeaseTag, StateTag } from './tags.js';
import { useLearnerName } from './use-learner-name.js';
import { useClaimNext } from './use-claim-next.js';

type Row = QueueRowPartsFragment & { draft?: { savedAt: string } | null };
interface Queue {
  gradingQueue: Omit<ReadingQueueQuery['gradingQueue'], 'nodes'> & { nodes: Row[] };
}

/** Drafts are the tutors' own; asking for them is refused to those who only read. */
function queueDocument(canGrade: boolean): TypedDocumentString<Queue, GradingQueueQueryVariables> {
  return canGrade ? GradingQueueDocument : ReadingQueueDocument;
}

export function QueuePage() {
  const viewer = useViewer();
  const canGrade = viewer?.viewerCanGrade === true;
  const text = useText();
  const [choice, setChoice] = useQueueChoice(canGrade ? 'UNGRADED' : 'ALL');
  const columns = useColumns(choice.filter);
  const queue = useConnection(
    queueDocument(canGrade),
    { filter: choice.filter, classId: choice.classId, first: 50 },
    (result) => result.gradingQueue,
    { topic: 'submissions', keepPrevious: true },
  );

  useEffect(() => {
    // The workbench walks a snapshot of the order; coming here ends that walk.
    queryClient.removeQueries({ queryKey: ['GradingOrder'] });
  }, []);

  const isDone = choice.filter === 'UNGRADED';
  return (
    <Page title={text(canGrade ? 'assignments.title' : 'assignments.readingTitle')} actions={canGrade && <ClaimNextButton />}>
      {canGrade && <GradingFigures classId={choice.classId} />}
      <Stack direction="row" useFlexGap spacing={1.5} sx={{ flexWrap: 'wrap', mb: 2 }}>
        <ToggleButtonGroup
          exclusive
          size="small"
          color="primary"
          value={choice.filter}
          aria-label={text('assignments.filter')}
          onChange={(_, filter: QueueFilter | null) => {
            if (filter !== null) setChoice({ ...choice, filter });
          }}
        >
          {FILTERS.map((filter) => (
            <ToggleButton key={filter} value={filter} sx={{ px: 2 }}>
              {text(`assignments.filters.${filter}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <ClassChoice
          value={choice.classId}
          onChange={(classId) => {
            setChoice({ ...choice, classId });
          }}
        />
      </Stack>
      <ConnectionTable
        label={text(canGrade ? 'assignments.title' : 'assignments.readingTitle')}
        connection={queue}
        columns={columns}
        rowKey={(row) => row.id}
        href={(row) => submissionHref(row.id, choice)}
        empty={
          <EmptyState
            icon={isDone ? <DoneAllIcon /> : <InboxIcon />}
            title={text(isDone ? 'assignments.allDone' : 'assignments.noneInFilter')}
            next={text(isDone ? 'assignments.allDoneNext' : 'assignments.noneInFilterNext')}
          />
        }
      />
    </Page>
  );
}

/** Where the filter already tells the state, the column tells only who works on it. */
function useColumns(filter: QueueFilter): readonly [Column<Row>, ...Column<Row>[]] {
  const text = useText();
  const formats = useFormats();
  const nameOf = useLearnerName();
  const isGradedShown = filter === 'GRADED' || filter === 'ALL';
  return [
    { key: 'learner', label: text('assignments.learner'), cell: nameOf },
    { key: 'assignment', label: text('assignments.assignment'), cell: (row) => row.assignment.title },
    { key: 'school', label: text('assignments.school'), cell: (row) => row.school?.name ?? '—' },
    { key: 'class', label: text('assignments.className'), cell: (row) => row.class.name },
    { key: 'submittedAt', label: text('assignments.submittedAt'), cell: (row) => formats.time(row.submittedAt) },
    { key: 'attempt', label: text('assignments.attempt'), numeric: true, cell: (row) => row.attempt },
    { key: 'characters', label: text('assignments.characters'), numeric: true, cell: (row) => formats.integer(row.characterCount) },
    ...(isGradedShown ? [{ key: 'points', label: text('assignments.points'), numeric: true, cell: (row: Row) => formats.points(row.review?.points) }] : []),
    {
      key: 'state',
      label: text('assignments.state'),
      isEmpty: (row) => !isGradedShown && (row.lease ?? null) === null && (row.draft ?? null) === null,
      cell: (row) => (
        <Stack direction="row" useFlexGap spacing={0.5} sx={{ flexWrap: { xs: 'wrap', sm: 'nowrap' }, justifyContent: { xs: 'flex-end', sm: 'flex-start' } }}>
          {isGradedShown && <StateTag state={row.state} isExcellent={row.review?.isExcellent === true} />}
          <LeaseTag lease={row.lease} hasDraft={row.draft !== null && row.draft !== undefined} />
        </Stack>
      ),
    },
  ];
}

function ClassChoice({ value, onChange }: { value: string | null; onChange: (classId: string | null) => void }) {
  const text = useText();
  const classes = useLoad(ClassesDocument, { first: 100 }, { staleTime: 60_000 });
  const nodes = classes.data?.classes.nodes ?? [];
  return (
    <TextField
      select
      label={text('assignments.className')}
      value={nodes.some((one) => one.id === value) ? value : ''}
      onChange={(event) => {
        onChange(event.target.value === '' ? null : event.target.value);
      }}
      slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
      sx={{ width: { xs: '100%', sm: 'auto' }, minWidth: 200 }}
    >
      <MenuItem value="">{text('assignments.anyClass')}</MenuItem>
      {nodes.map((one) => (
        <MenuItem key={one.id} value={one.id}>
          {one.name}
        </MenuItem>
      ))}
    </TextField>
  );
}

function ClaimNextButton() {
  const text = useText();
  const notify = useNotify();
  const navigate = useNavigate();
  const failureText = useFailureText();
  const [choice] = useQueueChoice('UNGRADED');
  const claimNext = useClaimNext();

  const start = async (): Promise<void> => {
    try {
      const submission = await claimNext.run({ classId: choice.classId, afterId: null });
      if (submission === null) notify(text('assignments.allDone'));
      else await navigate(submissionHref(submission.id, { filter: 'UNGRADED', classId: choice.classId }));
    } catch (error) {
      notify(failureText(error), { type: 'error' });
    }
  };
  return (
    <Button variant="contained" startIcon={<PlayArrowIcon />} loading={claimNext.isPending} onClick={() => void start()}>
      {text('assignments.claimNext')}
    </Button>
  );
}
