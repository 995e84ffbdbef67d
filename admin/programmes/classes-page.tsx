import ClassIcon from '@mui/icons-material/ClassOutlined';
import Box from '@mui/material/Box';
import { useViewer } from '../access/viewer.js';
import { queueHref } from '../assignments/queue-choice.js';
import { useConnection } from '../data/queries.js';
import { ExportMenu } from '../exchange/export-menu.js';
import { ClassesDocument } from '../gql/graphql.js';
import { useAddress } from '../ui/address.js';
import { ConnectionTable } from '../ui/data-table.js';
import { useFormats } from '../ui/format.js';
import { Page } from '../ui/page.js';
import { EmptyState } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { LimitedClassesPage } from './limited-classes-page.js';
import { PeriodChoice } from './period.js';

/** The classes, as they are worked with: graded, or limited in their places. */
export function ClassesPage() {
  const viewer = useViewer();
  return viewer?.viewerCanLimitClasses === true ? <LimitedClassesPage /> : <OwnClassesPage />;
}

/** A tutor's own classes; each leads to its queue. */
function OwnClassesPage() {
  const text = useText();
  const formats = useFormats();
  const [params, change] = useAddress();
  const periodId = params.get('period');
  const classes = useConnection(ClassesDocument, { periodId, first: 50 }, (result) => result.classes, { keepPrevious: true });
  return (
    <Page title={text('programmes.classes')} actions={<ExportMenu list="classes" label={text('ui.export')} filter={{ periodId }} />}>
      <Box sx={{ mb: 2 }}>
        <PeriodChoice
          value={periodId}
          onChange={(id) => {
            change({ period: id });
          }}
        />
      </Box>
      <ConnectionTable
        label={text('programmes.classes')}
        connection={classes}
        rowKey={(row) => row.id}
        href={(row) => queueHref({ filter: 'UNGRADED', classId: row.id, assignmentId: null, order: 'OLDEST_FIRST' })}
        columns={[
          { key: 'name', label: text('programmes.className'), cell: (row) => row.name },
          { key: 'code', label: text('programmes.classCode'), cell: (row) => row.code },
          { key: 'course', label: text('programmes.course'), cell: (row) => row.course.name },
          { key: 'hours', label: text('programmes.hours'), numeric: true, cell: (row) => formats.points(row.course.hours) },
          { key: 'period', label: text('programmes.period'), cell: (row) => text('programmes.periodNumber', { number: row.period.number }) },
          { key: 'dates', label: text('programmes.dates'), cell: (row) => formats.period(row.period.startsOn, row.period.endsOn) },
          { key: 'state', label: text('programmes.state'), cell: (row) => text(`programmes.states.${row.period.state}`) },
        ]}
        empty={<EmptyState icon={<ClassIcon />} title={text('programmes.noClasses')} next={text('programmes.noClassesNext')} />}
      />
    </Page>
  );
}
