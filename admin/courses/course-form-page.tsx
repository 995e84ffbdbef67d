import AddIcon from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { useNavigate, useParams } from 'react-router-dom';
import { useViewer } from '../access/viewer.js';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange, useLoad } from '../data/queries.js';
import { CourseDocument, CoursesDocument, ProgrammesDocument, RewriteCourseDocument, WriteCourseDocument, type CoursePartsFragment } from '../gql/graphql.js';
import { Choice, STAGES, SUBJECTS } from '../people/choices.js';
import { TextInput } from '../ui/form-fields.js';
import { MISSING, useFormats } from '../ui/format.js';
import { LeaveGuard } from '../ui/leave-guard.js';
import { Page } from '../ui/page.js';
import { refusalOf, Refusals } from '../ui/refusals.js';
import { Failure, Loaded, NotFound } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { courseFormOf, emptyUnit, minutesAsked, minutesMade, movedUnit, unitsInput, type CourseForm } from './course-form.js';
import { UnitFields } from './unit-fields.js';

export function NewCoursePage() {
  return <CourseEditor course={null} />;
}

export function EditCoursePage() {
  const { id = '' } = useParams();
  const query = useLoad(CourseDocument, { id }, { isFrozen: true });
  return <Loaded query={query}>{({ course }) => (course === null || course === undefined || !course.viewerCanEdit ? <NotFound /> : <CourseEditor key={course.id} course={course} />)}</Loaded>;
}

function CourseEditor({ course }: { course: CoursePartsFragment | null }) {
  const text = useText();
  const formats = useFormats();
  const notify = useNotify();
  const navigate = useNavigate();
  const viewer = useViewer();
  const [form, setForm] = useState<CourseForm>(() => courseFormOf(course));
  const [began] = useState(() => JSON.stringify(form));
  const [programme, setProgramme] = useState<string | null>(null);
  const [keys] = useState(() => new IdempotencyKeys());
  const isDirty = useRef(false);
  const programmes = useLoad(ProgrammesDocument, {}, { staleTime: 60_000, enabled: course === null });
  const list = (programmes.data?.programmes ?? []).filter(({ periods }) => periods.length > 0);
  const programmeId = programme ?? list[0]?.id ?? '';
  const bodies = viewer?.viewerCanHandInCourses === true ? [] : (viewer?.trainingBodyIds ?? []);
  const write = useChange(WriteCourseDocument, [CoursesDocument]);
  const rewrite = useChange(RewriteCourseDocument, [CoursesDocument, CourseDocument]);
  const refusals = write.data?.writeCourse.refusals ?? rewrite.data?.rewriteCourse.refusals ?? [];
  const error = write.error ?? rewrite.error;
  isDirty.current = JSON.stringify(form) !== began && !write.isSuccess && !rewrite.isSuccess;
  const [made, asked] = [minutesMade(form.units), minutesAsked(form.hours)];

  const finish = (saved: CoursePartsFragment | null, refused: readonly unknown[]): void => {
    if (saved === null || refused.length > 0) return;
    isDirty.current = false;
    notify(text('courses.saved', { name: saved.name }), { type: 'success' });
    void navigate(`/courses/${saved.id}`);
  };
  const save = (): void => {
    const { name, subject, stage, hours, description, units } = form;
    const content = { name, subject, stage, hours: hours.trim(), description, units: unitsInput(units) };
    if (course === null) {
      const whole = { ...content, programmeId, bodyId: bodies[0] ?? null };
      write.mutate({ input: { ...whole, idempotencyKey: keys.for(whole) } }, { onSuccess: ({ writeCourse }) => { finish(writeCourse.course ?? null, writeCourse.refusals); } });
    } else rewrite.mutate({ input: { ...content, courseId: course.id, expectedVersion: course.version } }, { onSuccess: ({ rewriteCourse }) => { finish(rewriteCourse.course ?? null, rewriteCourse.refusals); } });
  };
  const isOfField = (field: string | null | undefined): boolean => field != null && /^(name|description|hours|units\.)/.test(field);
  return (
    <Page title={course === null ? text('courses.formTitle') : text('courses.editTitle', { name: course.name })} subtitle={text('courses.formIntro')}>
      <LeaveGuard isDirty={isDirty} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Stack spacing={2} sx={{ maxWidth: 960 }}>
          {error !== null && <Failure error={error} onRetry={save} />}
          <Refusals refusals={refusals.filter(({ field }) => !isOfField(field))} />
          {course === null && list.length > 1 && <Choice label={text('courses.programme')} value={programmeId === '' ? null : programmeId} values={list.map(({ id }) => id)} nameOf={(id) => list.find((one) => one.id === id)?.name ?? id} onChange={setProgramme} />}
          <TextInput label={text('courses.name')} value={form.name} problem={refusalOf(refusals, 'name')} onChange={(name) => { setForm({ ...form, name }); }} />
          <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(3, minmax(0, 1fr))' } }}>
            <Choice label={text('courses.subject')} value={form.subject} values={SUBJECTS} nameOf={(one) => text(`people.subjects.${one}`)} onChange={(subject) => { setForm({ ...form, subject: subject ?? form.subject }); }} />
            <Choice label={text('courses.stage')} value={form.stage} values={STAGES} nameOf={(one) => text(`people.stages.${one}`)} onChange={(stage) => { setForm({ ...form, stage: stage ?? form.stage }); }} />
            <TextInput label={text('courses.hours')} value={form.hours} problem={refusalOf(refusals, 'hours')} onChange={(hours) => { setForm({ ...form, hours }); }} />
          </Box>
          <TextInput isLong label={text('courses.about')} value={form.description} problem={refusalOf(refusals, 'description')} onChange={(description) => { setForm({ ...form, description }); }} />
          <Typography variant="h2">{text('courses.units')}</Typography>
          {form.units.map((unit, place) => (
            <UnitFields
              key={unit.id}
              unit={unit}
              place={place}
              count={form.units.length}
              refusals={refusals}
              onChange={(changed) => { setForm({ ...form, units: form.units.map((one, at) => (at === place ? changed : one)) }); }}
              onMove={(by) => { setForm({ ...form, units: movedUnit(form.units, place, by) }); }}
              onRemove={() => { setForm({ ...form, units: form.units.filter((one) => one !== unit) }); }}
            />
          ))}
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center' }}>
            <Button startIcon={<AddIcon />} disabled={form.units.length >= 60} onClick={() => { setForm({ ...form, units: [...form.units, emptyUnit()] }); }}>
              {text('courses.addUnit')}
            </Button>
            <Box sx={{ flex: 1 }} />
            <Typography role="status" color={made === asked ? 'textSecondary' : 'warning'} sx={{ fontVariantNumeric: 'tabular-nums' }}>
              {text('courses.sum', { made: formats.integer(made), asked: asked === null ? MISSING : formats.integer(asked) })}
            </Typography>
            <Button type="submit" variant="contained" loading={write.isPending || rewrite.isPending}>
              {text('courses.save')}
            </Button>
          </Box>
        </Stack>
      </form>
    </Page>
  );
}
