import AddIcon from '@mui/icons-material/Add';
import LocalLibraryIcon from '@mui/icons-material/LocalLibraryOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { useViewer } from '../access/viewer.js';
import { useConnection } from '../data/queries.js';
import { ExportMenu } from '../exchange/export-menu.js';
import { CoursesDocument } from '../gql/graphql.js';
import { Choice, STAGES, SUBJECTS } from '../people/choices.js';
import { useAddress } from '../ui/address.js';
import { ConnectionTable } from '../ui/data-table.js';
import { MISSING, useFormats } from '../ui/format.js';
import { Page } from '../ui/page.js';
import { SearchField } from '../ui/search-field.js';
import { EmptyState } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { COURSE_STATES, CourseStateTag } from './course-tags.js';
import { OpenClassesDialog } from './open-classes-dialog.js';

const VIEWS = ['ALL', 'WAITING'] as const;

/** The courses of the programmes and those on their way to them. */
export function CoursesPage() {
  const text = useText();
  const formats = useFormats();
  const viewer = useViewer();
  const [params, change] = useAddress();
  const [isOpening, setOpening] = useState(false);
  const view = VIEWS.find((one) => one === params.get('view')) ?? 'ALL';
  const subject = SUBJECTS.find((one) => one === params.get('subject')) ?? null;
  const stage = STAGES.find((one) => one === params.get('stage')) ?? null;
  const state = COURSE_STATES.find((one) => one === params.get('state')) ?? null;
  const search = params.get('search') ?? '';
  const set = (name: string, value: string | null): void => {
    change({ [name]: value });
  };
  const filter = { subject, stage, state, search: search === '' ? null : search, isWaiting: view === 'WAITING' ? true : null };
  const courses = useConnection(CoursesDocument, { ...filter, first: 50 }, (result) => result.courses, { keepPrevious: true });
  const mayWrite = viewer?.viewerCanHandInCourses === true || (viewer?.trainingBodyIds.length ?? 0) > 0;
  return (
    <Page
      title={text('courses.title')}
      subtitle={text('courses.intro')}
      actions={
        <>
          {viewer?.viewerCanKeepTrainingBodies === true && (
            <Button component={Link} to="/courses/bodies" variant="outlined">
              {text('courses.bodies')}
            </Button>
          )}
          {viewer?.viewerCanLimitClasses === true && (
            <Button component={Link} to="/classes" variant="outlined">
              {text('programmes.classes')}
            </Button>
          )}
          <ExportMenu list="courses" label={text('ui.export')} filter={filter} />
          {viewer?.viewerCanOrganiseCourses === true && (
            <Button variant="outlined" onClick={() => { setOpening(true); }}>
              {text('courses.open')}
            </Button>
          )}
          {mayWrite && (
            <Button component={Link} to="/courses/new" variant="contained" startIcon={<AddIcon />}>
              {text('courses.write')}
            </Button>
          )}
        </>
      }
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, mb: 2, alignItems: 'center' }}>
        {viewer?.viewerCanReadIntake === true && (
          <ToggleButtonGroup exclusive size="small" color="primary" value={view} aria-label={text('courses.list')} onChange={(_, next: string | null) => { if (next !== null) set('view', next === 'ALL' ? null : next); }}>
            {VIEWS.map((one) => (
              <ToggleButton key={one} value={one} sx={{ px: 1.5 }}>
                {text(`courses.views.${one}`)}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
        )}
        <SearchField label={text('courses.search')} value={search} onSearch={(value) => { set('search', value); }} />
        <Choice hasAll label={text('courses.subject')} value={subject} values={SUBJECTS} nameOf={(one) => text(`people.subjects.${one}`)} onChange={(value) => { set('subject', value); }} />
        <Choice hasAll label={text('courses.stage')} value={stage} values={STAGES} nameOf={(one) => text(`people.stages.${one}`)} onChange={(value) => { set('stage', value); }} />
        <Choice hasAll label={text('courses.state')} value={state} values={COURSE_STATES} nameOf={(one) => text(`courses.states.${one}`)} onChange={(value) => { set('state', value); }} allName={text('courses.anyState')} />
      </Box>
      <ConnectionTable
        label={text('courses.list')}
        connection={courses}
        rowKey={(row) => row.id}
        href={(row) => `/courses/${encodeURIComponent(row.id)}`}
        columns={[
          { key: 'name', label: text('courses.name'), cell: (row) => <span lang="zh-CN">{row.name}</span> },
          { key: 'code', label: text('courses.code'), cell: (row) => row.code },
          { key: 'subject', label: text('courses.subject'), cell: (row) => text(`people.subjects.${row.subject}`) },
          { key: 'stage', label: text('courses.stage'), cell: (row) => text(`people.stages.${row.stage}`) },
          { key: 'hours', label: text('courses.hours'), numeric: true, cell: (row) => formats.points(row.hours) },
          { key: 'source', label: text('courses.source'), cell: (row) => (row.sourceName == null ? MISSING : <span lang="zh-CN">{row.sourceName}</span>) },
          { key: 'state', label: text('courses.state'), cell: (row) => <CourseStateTag state={row.state} /> },
        ]}
        empty={<EmptyState icon={<LocalLibraryIcon />} title={text(view === 'WAITING' ? 'courses.noneWaiting' : 'courses.none')} next={text(view === 'WAITING' ? 'courses.noneWaitingNext' : 'courses.noneNext')} />}
      />
      {isOpening && <OpenClassesDialog onClose={() => { setOpening(false); }} />}
    </Page>
  );
}
