import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { Link, useParams } from 'react-router-dom';
import { useLoad } from '../data/queries.js';
import { CourseDocument, type CoursePartsFragment } from '../gql/graphql.js';
import { DataTable } from '../ui/data-table.js';
import { Facts } from '../ui/facts.js';
import { MISSING, useFormats } from '../ui/format.js';
import { Page } from '../ui/page.js';
import { SectionCard } from '../ui/section-card.js';
import { Loaded, NotFound } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { AssignDialog } from './assign-dialog.js';
import { CourseStateTag, useAsks } from './course-tags.js';
import { DecideDialog } from './decide-dialog.js';
import { HandInDialog } from './hand-in-dialog.js';
import { RatingsView } from './ratings-view.js';

export function CoursePage() {
  const { id = '' } = useParams();
  const query = useLoad(CourseDocument, { id });
  return <Loaded query={query}>{({ course }) => (course === null || course === undefined ? <NotFound /> : <CourseDetail key={course.id} course={course} />)}</Loaded>;
}

type Act = 'HAND_IN' | 'ASSIGN' | 'DECIDE';

function CourseDetail({ course }: { course: CoursePartsFragment }) {
  const text = useText();
  const formats = useFormats();
  const [act, setAct] = useState<Act | null>(null);
  const close = (): void => { setAct(null); };
  const isDecided = course.state !== 'HANDED_IN' && course.state !== 'IN_REVIEW';
  // What comes next stands out.
  const isRated = course.rating !== null && course.rating !== undefined && course.rating.submitted >= course.rating.asked;
  return (
    <Page
      title={course.name}
      subtitle={<CourseStateTag state={course.state} />}
      actions={
        <>
          <Button component={Link} to="/courses">{text('courses.back')}</Button>
          {course.viewerCanEdit && <Button component={Link} to={`/courses/${course.id}/edit`} variant="outlined">{text('courses.edit')}</Button>}
          {course.viewerCanEdit && <Button variant="contained" onClick={() => { setAct('HAND_IN'); }}>{text('courses.handIn')}</Button>}
          {course.viewerCanAssign && <Button variant={isRated ? 'outlined' : 'contained'} onClick={() => { setAct('ASSIGN'); }}>{text('courses.assign')}</Button>}
          {course.viewerCanDecide && <Button variant={isRated ? 'contained' : 'outlined'} onClick={() => { setAct('DECIDE'); }}>{text('courses.decide')}</Button>}
          {course.viewerCanReview && <Button component={Link} to={`/courses/${course.id}/review`} variant="contained">{text('courses.rate')}</Button>}
        </>
      }
    >
      <Box sx={{ display: 'grid', gap: 2, alignItems: 'start', gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) 380px' } }}>
        <Stack spacing={2} sx={{ minWidth: 0 }}>
          <SectionCard title={text('courses.about')}>
            <Typography lang="zh-CN" sx={{ mb: 2, whiteSpace: 'pre-wrap' }}>{course.description === '' ? MISSING : course.description}</Typography>
            <CourseFacts course={course} />
          </SectionCard>
          <UnitsView course={course} />
        </Stack>
        <Stack spacing={2}>
          {course.criteria.length > 0 && !(isDecided && course.ratings.length === 0) && <RatingsView course={course} />}
          <SectionCard title={text('courses.record')}>
            {course.steps.length === 0 ? <Typography variant="body2">{MISSING}</Typography> : (
              <Stack component="ol" spacing={1.5} sx={{ m: 0, p: 0, listStyle: 'none' }}>
                {course.steps.map((step) => (
                  <Box component="li" key={`${step.at} ${step.act}`}>
                    <Typography variant="body2"><Box component="span" sx={{ fontWeight: 600 }}>{text(`courses.acts.${step.act}`)}</Box> · {step.byName} · {formats.time(step.at)}</Typography>
                    {step.reason != null && <Typography lang="zh-CN" variant="body2" color="textSecondary">{step.reason}</Typography>}
                  </Box>
                ))}
              </Stack>
            )}
          </SectionCard>
        </Stack>
      </Box>
      {act === 'HAND_IN' && <HandInDialog course={course} onClose={close} />}
      {act === 'ASSIGN' && <AssignDialog course={course} onClose={close} />}
      {act === 'DECIDE' && <DecideDialog course={course} onClose={close} />}
    </Page>
  );
}

export function CourseFacts({ course }: { course: CoursePartsFragment }) {
  const text = useText();
  const formats = useFormats();
  return (
    <Facts
      facts={[
        [text('courses.code'), course.code],
        [text('courses.subject'), text(`people.subjects.${course.subject}`)],
        [text('courses.stage'), text(`people.stages.${course.stage}`)],
        [text('courses.hours'), formats.points(course.hours)],
        [text('courses.source'), course.sourceName == null ? MISSING : <span key="source" lang="zh-CN">{course.sourceName}</span>],
      ]}
    />
  );
}

export function UnitsView({ course }: { course: CoursePartsFragment }) {
  const text = useText();
  const formats = useFormats();
  const asks = useAsks();
  return (
    <SectionCard title={text('courses.units')}>
      <DataTable
        label={text('courses.unitList')}
        rows={course.units}
        rowKey={(unit) => String(unit.number)}
        columns={[
          { key: 'title', label: text('courses.unitTitle'), cell: (unit) => <span lang="zh-CN">{`${unit.number}. ${unit.title}`}</span> },
          { key: 'kind', label: text('courses.kind'), cell: (unit) => text(`courses.kinds.${unit.kind}`) },
          { key: 'minutes', label: text('courses.minutes'), numeric: true, cell: (unit) => formats.integer(unit.minutes) },
          { key: 'part', label: text('courses.part'), cell: (unit) => text(unit.isRequired ? 'courses.required' : 'courses.optional') },
          { key: 'asks', label: text('courses.asks'), cell: asks },
        ]}
      />
    </SectionCard>
  );
}
