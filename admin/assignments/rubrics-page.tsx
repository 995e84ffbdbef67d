import AddIcon from '@mui/icons-material/Add';
import ChecklistIcon from '@mui/icons-material/Checklist';
import HistoryIcon from '@mui/icons-material/History';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router-dom';
import { useConnection } from '../data/queries.js';
import { ExportMenu } from '../exchange/export-menu.js';
import { RubricChangesDocument, RubricsDocument, type RubricChangePartsFragment } from '../gql/graphql.js';
import { ConnectionTable } from '../ui/data-table.js';
import { useFormats } from '../ui/format.js';
import { Page } from '../ui/page.js';
import { EmptyState } from '../ui/states.js';
import { useText } from '../ui/text.js';

/** Rubrics of the subjects, and how assignments went over from one version to another. */
export function RubricsPage() {
  const text = useText();
  const formats = useFormats();
  const rubrics = useConnection(RubricsDocument, { first: 50 }, (result) => result.rubrics);
  const create = (
    <Button component={Link} to="/rubrics/new" variant="contained" startIcon={<AddIcon />}>
      {text('rubrics.create')}
    </Button>
  );
  return (
    <Page title={text('rubrics.title')} subtitle={text('rubrics.intro')} actions={<>
          <ExportMenu list="rubrics" label={text('ui.export')} filter={{}} />
          <ExportMenu list="assignments" label={text('rubrics.exportAssignments')} filter={{}} />
          {create}
        </>}>
      <ConnectionTable
        label={text('rubrics.list')}
        connection={rubrics}
        rowKey={(row) => row.id}
        href={(row) => `/rubrics/${row.id}`}
        columns={[
          { key: 'name', label: text('rubrics.name'), cell: (row) => row.name },
          { key: 'subject', label: text('rubrics.subject'), cell: (row) => (row.subject ? text(`people.subjects.${row.subject}`) : text('rubrics.everySubject')) },
          { key: 'criteria', label: text('rubrics.criteria'), cell: (row) => row.criteria.map(({ name }) => name).join(text('exchange.comma')) },
          { key: 'total', label: text('rubrics.total'), unit: text('rubrics.points'), numeric: true, cell: (row) => formats.points(row.totalPoints) },
          { key: 'version', label: text('rubrics.versions'), cell: (row) => text('rubrics.version', { version: row.version }) },
          { key: 'uses', label: text('rubrics.uses'), numeric: true, cell: (row) => formats.integer(row.assignmentCount) },
          { key: 'made', label: text('rubrics.made'), cell: (row) => <Maker by={row.madeByName} at={row.madeAt} /> },
        ]}
        empty={<EmptyState icon={<ChecklistIcon />} title={text('rubrics.none')} next={text('rubrics.noneNext')} action={create} />}
      />
      <Changes />
    </Page>
  );
}

/** Who made a version, and when. */
export function Maker({ by, at }: { by: string | null | undefined; at: string | null | undefined }) {
  const text = useText();
  const formats = useFormats();
  return <>{(by ?? null) === null ? text('rubrics.builtIn') : text('rubrics.madeBy', { name: by ?? '', time: formats.time(at) })}</>;
}

function Changes() {
  const text = useText();
  const formats = useFormats();
  const changes = useConnection(RubricChangesDocument, { first: 20 }, (result) => result.rubricChanges, { topic: 'submissions' });
  const fromTo = ({ before, after }: RubricChangePartsFragment): string =>
    before.name === after.name ? text('rubrics.fromTo', { before: before.version, after: after.version }) : text('rubrics.fromToNamed', { nameBefore: before.name, before: before.version, nameAfter: after.name, after: after.version });
  return (
    <>
      <Box sx={{ mt: 3, mb: 1, display: 'flex', alignItems: 'center', justifyContent: 'space-between' }}>
        <Typography variant="h2">{text('rubrics.changes')}</Typography>
        <ExportMenu isSmall list="rubricchanges" label={text('ui.export')} filter={{}} />
      </Box>
      <ConnectionTable
        label={text('rubrics.changes')}
        connection={changes}
        rowKey={(row) => row.id}
        columns={[
          { key: 'assignment', label: text('rubrics.assignment'), cell: (row) => `${row.assignment.course.name} · ${row.assignment.title}` },
          { key: 'what', label: text('rubrics.versions'), cell: fromTo },
          { key: 'reason', label: text('rubrics.reason'), cell: (row) => row.reason },
          {
            key: 'progress',
            label: text('rubrics.progress'),
            cell: (row) => ((row.finishedAt ?? null) === null ? text('rubrics.running', { reviews: formats.integer(row.reviews) }) : text('rubrics.finished', { rescored: formats.integer(row.changedReviews), reviews: formats.integer(row.reviews) })),
          },
          { key: 'by', label: text('rubrics.by'), cell: (row) => row.byName },
          { key: 'at', label: text('rubrics.at'), cell: (row) => formats.time(row.at) },
        ]}
        empty={<EmptyState icon={<HistoryIcon />} title={text('rubrics.noChanges')} next={text('rubrics.noChangesNext')} />}
      />
    </>
  );
}
