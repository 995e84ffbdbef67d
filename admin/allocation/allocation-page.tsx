import GroupsIcon from '@mui/icons-material/GroupsOutlined';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { useViewer } from '../access/viewer.js';
import { useDuration } from '../assignments/use-duration.js';
import { useLoad } from '../data/queries.js';
import { AllocationBoardDocument, type BoardPartsFragment, type TutorLoadPartsFragment } from '../gql/graphql.js';
import { DataTable } from '../ui/data-table.js';
import { Figure } from '../ui/figures.js';
import { useFormats } from '../ui/format.js';
import { Page } from '../ui/page.js';
import { SectionCard } from '../ui/section-card.js';
import { EmptyState, Loaded } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { AbsenceDialog } from './absence-dialog.js';
import { AllocateDialog } from './allocate-dialog.js';
import { EndAbsenceDialog } from './end-absence-dialog.js';
import { useProgramme } from './programme-select.js';
import { ReassignDialog } from './reassign-dialog.js';

/** Who has what left, and the ways to divide it. */
export function AllocationPage() {
  const text = useText();
  const viewer = useViewer();
  const { programmeId, choice } = useProgramme();
  const query = useLoad(AllocationBoardDocument, { programmeId: programmeId ?? '' }, { enabled: programmeId !== null, topic: 'submissions' });
  const [isAllocating, setAllocating] = useState(false);
  return (
    <Page
      title={text('allocation.title')}
      subtitle={text('allocation.intro')}
      actions={
        <>
          {viewer?.viewerCanConfigureModeration === true && !viewer.viewerCanReadModeration && (
            <Button component={Link} to="/moderation/settings" variant="outlined">
              {text('app.menu.secondMarking')}
            </Button>
          )}
          <Button component={Link} to="/allocation/workload" variant="outlined">
            {text('allocation.workload')}
          </Button>
          <Button
            variant="contained"
            disabled={query.data === undefined}
            onClick={() => {
              setAllocating(true);
            }}
          >
            {text('allocation.allocate')}
          </Button>
        </>
      }
    >
      {choice}
      <Loaded query={query}>
        {({ allocationBoard }) => (
          <>
            <Board programmeId={programmeId ?? ''} board={allocationBoard} />
            {isAllocating && (
              <AllocateDialog
                programmeId={programmeId ?? ''}
                board={allocationBoard}
                onClose={() => {
                  setAllocating(false);
                }}
              />
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** Twelve columns and two buttons fit a desk; on a phone there is room for a thumb. */
const narrow = { whiteSpace: 'nowrap', minWidth: { sm: 0 }, px: { sm: 0.75 } } as const;

/** Until when stands above the table, too: among its twelve columns there is room for one word. */
function AbsentTag({ until }: { until: string }) {
  const text = useText();
  const formats = useFormats();
  return (
    <Chip
      size="small"
      variant="outlined"
      color="warning"
      label={
        <>
          <Box component="span" sx={{ display: { xs: 'inline', sm: 'none', xl: 'inline' } }}>
            {text('allocation.absentUntil', { date: formats.date(until) })}
          </Box>
          <Box component="span" sx={{ display: { xs: 'none', sm: 'inline', xl: 'none' } }}>
            {text('allocation.isAbsent')}
          </Box>
        </>
      }
      sx={{ '& .MuiChip-label': { whiteSpace: 'nowrap', overflow: 'visible' } }}
    />
  );
}

function Board({ programmeId, board }: { programmeId: string; board: BoardPartsFragment }) {
  const text = useText();
  const formats = useFormats();
  const duration = useDuration();
  const [moving, setMoving] = useState<TutorLoadPartsFragment | null>(null);
  const [returning, setReturning] = useState<BoardPartsFragment['absences'][number] | null>(null);
  const [leaving, setLeaving] = useState<TutorLoadPartsFragment | null>(null);
  return (
    <Stack spacing={2}>
      <Box sx={{ display: 'grid', gap: 1, gridTemplateColumns: { xs: 'repeat(3, minmax(0, 1fr))', sm: 'repeat(3, 160px)' } }}>
        <Figure label={text('allocation.waiting')}>{formats.integer(board.waiting)}</Figure>
        <Figure label={text('allocation.unallocated')}>{formats.integer(board.unallocated)}</Figure>
        <Figure label={text('allocation.tutorCount')}>{formats.integer(board.tutors.length)}</Figure>
      </Box>
      {board.absences.length > 0 && (
        <Alert severity="info">
          <strong>{text('allocation.absences')}</strong>
          {board.absences.map((absence) => (
            <div key={`${absence.tutorId}-${absence.from}-${absence.until}`}>
              {text('allocation.absenceLine', { name: absence.tutorName, from: formats.date(absence.from), until: formats.date(absence.until), reason: absence.reason })}
              <Button
                size="small"
                color="inherit"
                sx={{ ml: 1 }}
                aria-label={text('allocation.endAbsenceOf', { name: absence.tutorName })}
                onClick={() => {
                  setReturning(absence);
                }}
              >
                {text('allocation.endAbsence')}
              </Button>
            </div>
          ))}
        </Alert>
      )}
      {board.tutors.length === 0 ? (
        <EmptyState icon={<GroupsIcon />} title={text('allocation.none')} next={text('allocation.noneNext')} />
      ) : (
        <DataTable
          label={text('allocation.board')}
          rows={board.tutors}
          rowKey={(row) => row.tutorId}
          columns={[
            { key: 'name', label: text('allocation.tutor'), cell: (row) => row.name },
            { key: 'school', label: text('allocation.school'), cell: (row) => row.schoolName },
            { key: 'allocated', label: text('allocation.allocated'), numeric: true, cell: (row) => formats.integer(row.allocated) },
            { key: 'done', label: text('allocation.done'), numeric: true, cell: (row) => formats.integer(row.done) },
            { key: 'left', label: text('allocation.left'), numeric: true, cell: (row) => formats.integer(row.left) },
            { key: 'begun', label: text('allocation.begun'), numeric: true, isEmpty: (row) => row.begun === 0, cell: (row) => formats.integer(row.begun) },
            { key: 'today', label: text('allocation.doneToday'), numeric: true, cell: (row) => formats.integer(row.doneToday) },
            { key: 'cap', label: text('allocation.cap'), numeric: true, cell: (row) => formats.integer(row.dailyCap) },
            { key: 'room', label: text('allocation.room'), numeric: true, cell: (row) => formats.integer(row.room) },
            { key: 'median', label: text('allocation.median'), numeric: true, cell: (row) => duration(row.medianSeconds) },
            { key: 'last', label: text('allocation.lastActive'), cell: (row) => formats.time(row.lastActiveAt) },
            {
              key: 'state',
              label: text('allocation.state'),
              cell: (row) => (row.absentUntil === null || row.absentUntil === undefined ? text('allocation.present') : <AbsentTag until={row.absentUntil} />),
            },
          ]}
          actions={(row) => (
            <Stack direction="row" spacing={0.5} sx={{ justifyContent: { sm: 'flex-end' } }}>
              <Button
                size="small"
                sx={narrow}
                disabled={row.left === row.begun}
                aria-label={text('allocation.reassignOf', { name: row.name })}
                onClick={() => {
                  setMoving(row);
                }}
              >
                {text('allocation.reassign')}
              </Button>
              <Button
                size="small"
                sx={narrow}
                aria-label={text('allocation.absentOf', { name: row.name })}
                onClick={() => {
                  setLeaving(row);
                }}
              >
                {text('allocation.absent')}
              </Button>
            </Stack>
          )}
        />
      )}
      <SectionCard title={text('allocation.acts')}>
        {board.acts.length === 0 && (
          <Typography variant="body2" color="textSecondary">
            {text('allocation.noActs')}
          </Typography>
        )}
        <Stack component="ol" spacing={1} sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {board.acts.map((act) => (
            <Box component="li" key={act.at + act.kind + String(act.shares.length)}>
              <Typography variant="body2">
                <strong>{text(`allocation.kinds.${act.kind}`)}</strong> {act.shares.map(({ name, count }) => text('allocation.actShare', { name, count: formats.integer(count) })).join(text('allocation.comma'))}
                {act.unplaced > 0 && ` · ${text('allocation.actUnplaced', { count: formats.integer(act.unplaced) })}`}
              </Typography>
              <Typography variant="caption" color="textSecondary">
                {text('allocation.actBy', { name: act.byName, time: formats.time(act.at) })}
                {act.reason !== null && act.reason !== undefined && ` · ${act.reason}`}
              </Typography>
            </Box>
          ))}
        </Stack>
      </SectionCard>
      {moving !== null && (
        <ReassignDialog
          programmeId={programmeId}
          from={moving}
          others={board.tutors.filter((one) => one.tutorId !== moving.tutorId && one.classIds.some((id) => moving.classIds.includes(id)))}
          onClose={() => {
            setMoving(null);
          }}
        />
      )}
      {returning !== null && (
        <EndAbsenceDialog
          programmeId={programmeId}
          absence={returning}
          onClose={() => {
            setReturning(null);
          }}
        />
      )}
      {leaving !== null && (
        <AbsenceDialog
          programmeId={programmeId}
          tutor={leaving}
          onClose={() => {
            setLeaving(null);
          }}
        />
      )}
    </Stack>
  );
}
