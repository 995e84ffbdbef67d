import DoneAllIcon from '@mui/icons-material/DoneAll';
import InboxIcon from '@mui/icons-material/InboxOutlined';
import PlayArrowIcon from '@mui/icons-material/PlayArrow';
import TableViewIcon from '@mui/icons-material/TableViewOutlined';
import PublishIcon from '@mui/icons-material/PublishedWithChanges';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useEffect, useState } from 'react';
import { useNotify } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { useViewer } from '../access/viewer.js';
import { useConnection } from '../data/queries.js';
import {
  GradingQueueDocument,
  ReadingQueueDocument,
  type GradingQueueQueryVariables,
  type QueueFilter,
  type QueueRowPartsFragment,
  type ReadingQueueQuery,
  type TypedDocumentString,
} from '../gql/graphql.js';
import { ExportMenu } from '../exchange/export-menu.js';
import { ConnectionTable, type Column } from '../ui/data-table.js';
import { useFormats } from '../ui/format.js';
import { Page } from '../ui/page.js';
import { EmptyState, useFailureText } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { BulkBar } from './bulk-bar.js';
import { RunningActs } from './bulk-progress.js';
import { FlagTags } from './flags.js';
import { GradingFigures } from './grading-figures.js';
import { OutboxNotice } from './outbox-notice.js';
import { Presence } from './presence.js';
import { FILTERS, READING_FILTERS, isLeftByGrading, submissionHref, useQueueChoice } from './queue-choice.js';
import { QueueFilters } from './queue-filters.js';
import { ReleaseDialog } from './release-dialog.js';
import { SavedQueues } from './saved-queues.js';
import { SheetsDialog } from './sheets-dialog.js';
import { AllocationTag, LeaseTag, StateTag } from './tags.js';
import { useLearnerName } from './use-learner-name.js';
import { useClaimNext } from './use-claim-next.js';
import { endWalk } from './use-queue-walk.js';

type Row = QueueRowPartsFragment & { draft?: { savedAt: string } | null };
interface Queue {
  gradingQueue: Omit<ReadingQueueQuery['gradingQueue'], 'nodes'> & { nodes: Row[] };
}

/** Drafts are the tutors' own; asking for them is refused to those who only read. */
function queueDocument(canGrade: boolean): TypedDocumentString<Queue, GradingQueueQueryVariables> {
  return canGrade ? GradingQueueDocument : ReadingQueueDocument;
}

/** As many as one act takes. */
const SELECTED_AT_MOST = 250;

export function QueuePage() {
  const viewer = useViewer();
  const canGrade = viewer?.viewerCanGrade === true;
  const text = useText();
  const nameOf = useLearnerName();
  const [choice, setChoice] = useQueueChoice(canGrade ? 'UNGRADED' : 'ALL');
  const columns = useColumns(choice.filter);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const queue = useConnection(
    queueDocument(canGrade),
    { ...choice, first: 50 },
    (result) => result.gradingQueue,
    { topic: 'submissions', keepPrevious: true },
  );

  // A walk ends where the list is.
  useEffect(endWalk, []);

  const change: typeof setChoice = (chosen) => {
    setSelected(new Set());
    setChoice(chosen);
  };
  const items = queue.nodes.filter((row) => selected.has(row.id)).slice(0, SELECTED_AT_MOST).map((row) => ({ submissionId: row.id, expectedVersion: row.version }));
  const isDone = isLeftByGrading(choice.filter);
  return (
    <Page title={text(canGrade ? 'assignments.title' : 'assignments.readingTitle')} actions={<>
          <ExportMenu list="queue" label={text('ui.export')} filter={{ ...choice }} />
          {canGrade && <QueueActions />}
        </>}>
      {canGrade && (
        <>
          <OutboxNotice choice={choice} />
          <RunningActs />
          <GradingFigures choice={choice} />
        </>
      )}
      <QueueFilters filters={canGrade ? FILTERS : READING_FILTERS} choice={choice} onChange={change}>
        {canGrade && <SavedQueues choice={choice} onChoose={change} />}
      </QueueFilters>
      {canGrade && <Presence choice={choice} />}
      <ConnectionTable
        label={text(canGrade ? 'assignments.title' : 'assignments.readingTitle')}
        connection={queue}
        columns={columns}
        rowKey={(row) => row.id}
        href={(row) => submissionHref(row.id, choice)}
        {...(canGrade ? { selection: { selected, onChange: setSelected, label: (row: Row) => text('queues.select', { name: nameOf(row) }) } } : {})}
        empty={
          <EmptyState
            icon={isDone ? <DoneAllIcon /> : <InboxIcon />}
            title={text(isDone ? 'assignments.allDone' : 'assignments.noneInFilter')}
            next={text(isDone ? 'assignments.allDoneNext' : 'assignments.noneInFilterNext')}
          />
        }
      />
      {canGrade && (
        <BulkBar
          items={items}
          onClear={() => {
            setSelected(new Set());
          }}
        />
      )}
    </Page>
  );
}

/** Where the filter already tells the state, the column tells only who works on it. */
function useColumns(filter: QueueFilter): readonly [Column<Row>, ...Column<Row>[]] {
  const text = useText();
  const formats = useFormats();
  const nameOf = useLearnerName();
  const isGradedShown = !(filter === 'UNGRADED' || filter === 'RESUBMITTED' || filter === 'RETURNED');
  return [
    { key: 'learner', label: text('assignments.learner'), cell: nameOf },
    { key: 'assignment', label: text('assignments.assignment'), cell: (row) => row.assignment.title },
    { key: 'school', label: text('assignments.school'), cell: (row) => row.school?.name ?? '—' },
    { key: 'class', label: text('assignments.className'), cell: (row) => row.class.name },
    { key: 'submittedAt', label: text('assignments.submittedAt'), cell: (row) => formats.time(row.submittedAt) },
    { key: 'attempt', label: text('assignments.attempt'), numeric: true, cell: (row) => row.attempt },
    // Before it is graded its length tells how much work it is; afterwards its points.
    isGradedShown
      ? { key: 'points', label: text('assignments.points'), numeric: true, cell: (row) => formats.points(row.review?.points) }
      : { key: 'characters', label: text('assignments.characters'), numeric: true, cell: (row) => formats.integer(row.characterCount) },
    {
      key: 'state',
      label: text('assignments.state'),
      isEmpty: (row) => !isGradedShown && ((row.lease ?? null) === null || (row.lease?.isAhead === true && row.lease.isMine)) && (row.draft ?? null) === null && row.flags.length === 0,
      cell: (row) => (
        <Stack direction="row" useFlexGap spacing={0.5} sx={{ flexWrap: 'wrap', justifyContent: { xs: 'flex-end', sm: 'flex-start' } }}>
          {isGradedShown && <StateTag state={row.state} isExcellent={row.review?.isExcellent === true} />}
          {row.state === 'SUBMITTED' && <AllocationTag allocatedToName={row.allocatedToName} isMine={row.isAllocatedToViewer} />}
          <FlagTags flags={row.flags} />
          <LeaseTag lease={row.lease?.isAhead === true && row.lease.isMine ? null : row.lease} hasDraft={row.draft !== null && row.draft !== undefined} />
        </Stack>
      ),
    },
  ];
}

function QueueActions() {
  const text = useText();
  const [choice] = useQueueChoice('UNGRADED');
  const [isReleasing, setReleasing] = useState(false);
  const [isWithSheets, setWithSheets] = useState(false);
  return (
    <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap' }}>
      <Button
        variant="outlined"
        startIcon={<TableViewIcon />}
        onClick={() => {
          setWithSheets(true);
        }}
      >
        {text('sheets.open')}
      </Button>
      <Button
        variant="outlined"
        startIcon={<PublishIcon />}
        onClick={() => {
          setReleasing(true);
        }}
      >
        {text('queues.release.open')}
      </Button>
      <ClaimNextButton />
      {isWithSheets && (
        <SheetsDialog
          choice={choice}
          onClose={() => {
            setWithSheets(false);
          }}
        />
      )}
      {isReleasing && (
        <ReleaseDialog
          choice={choice}
          onClose={() => {
            setReleasing(false);
          }}
        />
      )}
    </Stack>
  );
}

function ClaimNextButton() {
  const text = useText();
  const notify = useNotify();
  const navigate = useNavigate();
  const failureText = useFailureText();
  const [choice] = useQueueChoice('UNGRADED');
  const queue = { ...choice, filter: isLeftByGrading(choice.filter) ? choice.filter : ('UNGRADED' as const) };
  const claimNext = useClaimNext(queue, null);

  const start = async (): Promise<void> => {
    try {
      const submission = await claimNext.run();
      if (submission === null) notify(text('assignments.allDone'));
      else await navigate(submissionHref(submission.id, queue));
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
