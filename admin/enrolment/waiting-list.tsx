import HowToRegIcon from '@mui/icons-material/HowToRegOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { DataTable } from '../ui/data-table.js';
import { useFormats } from '../ui/format.js';
import { EmptyState } from '../ui/states.js';
import { useText } from '../ui/text.js';
import type { ChoosingPeriod } from './choosing-periods.js';
import { choiceKey, passedOver, type SchoolChoice } from './use-waiting-choices.js';

interface WaitingListProps {
  period: ChoosingPeriod;
  /** All of the period who wait, in the order of choosing. */
  waiting: readonly SchoolChoice[];
  /** Only those of this class are listed. */
  classId: string | null;
  free: number;
  isOpen: boolean;
  progress: { done: number; all: number } | null;
  onEnrol: (choices: readonly SchoolChoice[]) => void;
}

/** Those who wait, to be marked one by one, in a row or as many as fit, and enrolled in one act that says first what it takes. */
export function WaitingList({ period, waiting, classId, free, isOpen, progress, onEnrol }: WaitingListProps) {
  const text = useText();
  const formats = useFormats();
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [isAsking, setAsking] = useState(false);
  const listed = waiting.filter((choice) => classId === null || choice.class.id === classId);
  // Who has been enrolled, or has withdrawn, is marked no more.
  const chosen = waiting.filter((choice) => marked.has(choiceKey(choice)));
  const selected = new Set(chosen.map(choiceKey));
  const fitting = listed.slice(0, free);
  if (listed.length === 0) return <EmptyState icon={<HowToRegIcon />} title={text('enrolling.noneWaiting')} next={text(period.choosing.isOpen ? 'enrolling.noneWaitingNext' : 'enrolling.noneMissed')} />;
  const isOver = chosen.length > free;
  const words =
    progress !== null
      ? text('enrolling.progress', { ...progress })
      : chosen.length === 0
        ? text('enrolling.selectedNone')
        : isOver
          ? text('enrolling.overSelected', { count: chosen.length, free, over: chosen.length - free })
          : text('enrolling.selected', { count: chosen.length, left: free - chosen.length });
  return (
    <Box>
      <DataTable
        label={text('enrolling.waiting')}
        rows={listed}
        rowKey={choiceKey}
        columns={[
          { key: 'name', label: text('enrolling.name'), cell: (row) => row.learner.name },
          { key: 'trainingNumber', label: text('enrolling.trainingNumber'), cell: (row) => row.learner.trainingNumber },
          { key: 'class', label: text('enrolling.class'), cell: (row) => <ClassName choice={row} /> },
          { key: 'chosenAt', label: text('enrolling.chosenAt'), cell: (row) => formats.time(row.chosenAt) },
          {
            key: 'place',
            label: text('enrolling.place'),
            cell: (row) => {
              const before = selected.has(choiceKey(row)) ? passedOver(row, waiting, selected) : 0;
              return (
                <>
                  {row.listPlace !== null && row.listPlace !== undefined ? text('enrolling.listPlace', { place: row.listPlace }) : row.place === null || row.place === undefined ? '—' : text('enrolling.placeOf', { place: row.place })}
                  {before > 0 && (
                    <Typography component="span" variant="caption" color="warning" sx={{ ml: 1 }}>
                      {text('enrolling.outOfTurn', { count: before })}
                    </Typography>
                  )}
                </>
              );
            },
          },
        ]}
        {...(isOpen ? { selection: { selected, onChange: setMarked, label: (row: SchoolChoice) => text('enrolling.select', { name: row.learner.name, class: row.class.course.name }) } } : {})}
      />
      {isOpen && (
        <Paper role="toolbar" aria-label={text('enrolling.enrol')} sx={{ position: 'sticky', bottom: 8, zIndex: 3, mt: 1, p: 1, border: 1, borderColor: 'primary.main', display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
          <Typography role="status" color={isOver ? 'warning' : 'textPrimary'} sx={{ fontWeight: 600, flex: '1 1 240px' }}>
            {words}
          </Typography>
          <Typography variant="caption" color="textSecondary" sx={{ display: { xs: 'none', lg: 'block' } }}>
            {text('enrolling.keys')}
          </Typography>
          {chosen.length > 0 && <Button size="small" onClick={() => { setMarked(new Set()); }}>{text('enrolling.clear')}</Button>}
          <Button size="small" variant="outlined" disabled={fitting.length === 0} onClick={() => { setMarked(new Set(fitting.map(choiceKey))); }}>
            {text('enrolling.selectFitting', { count: fitting.length })}
          </Button>
          <Button size="small" variant="contained" disabled={chosen.length === 0} loading={progress !== null} onClick={() => { setAsking(true); }}>
            {text('enrolling.enrolCount', { count: chosen.length })}
          </Button>
        </Paper>
      )}
      {isAsking && (
        <ConfirmDialog
          title={text('enrolling.confirmTitle', { count: chosen.length })}
          explanation={[
            text('enrolling.confirmText', { number: period.number, classes: new Set(chosen.map((one) => one.class.id)).size, free, seats: Math.min(free, chosen.length) }),
            ...(chosen.length > free ? [text('enrolling.confirmOver', { count: chosen.length - free })] : []),
          ].join(' ')}
          confirm={text('enrolling.confirm')}
          cancel={text('ui.cancel')}
          advised="confirm"
          isBusy={false}
          onConfirm={() => {
            setAsking(false);
            onEnrol(chosen);
          }}
          onCancel={() => { setAsking(false); }}
        />
      )}
    </Box>
  );
}

/** The course, and how many places are left where the class takes only so many. */
function ClassName({ choice }: { choice: SchoolChoice }) {
  const text = useText();
  const formats = useFormats();
  const left = choice.class.places?.left;
  return (
    <>
      {choice.class.course.name}
      {left !== null && left !== undefined && (
        <Typography component="span" variant="caption" color={left === 0 ? 'warning' : 'textSecondary'} sx={{ ml: 1 }}>
          {text(left === 0 ? 'choosing.full' : 'choosing.left', { count: formats.integer(left) })}
        </Typography>
      )}
    </>
  );
}
