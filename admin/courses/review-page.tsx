import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useRef, useState, type KeyboardEvent } from 'react';
import { useNotify } from 'react-admin';
import { Link, useNavigate, useParams } from 'react-router-dom';
import { useChange, useLoad } from '../data/queries.js';
import { CourseDocument, CoursesDocument, RateCourseDocument, type CoursePartsFragment } from '../gql/graphql.js';
import { sum } from '../ui/decimal.js';
import { TextInput } from '../ui/form-fields.js';
import { MISSING, useFormats } from '../ui/format.js';
import { KeyHint } from '../ui/key-hint.js';
import { LeaveGuard } from '../ui/leave-guard.js';
import { Page } from '../ui/page.js';
import { refusalOf, Refusals } from '../ui/refusals.js';
import { SectionCard } from '../ui/section-card.js';
import { Failure, Loaded, NotFound } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { CourseFacts, UnitsView } from './course-page.js';

/** An expert reads a course and gives points beside it. */
export function ReviewCoursePage() {
  const { id = '' } = useParams();
  const query = useLoad(CourseDocument, { id }, { isFrozen: true });
  return <Loaded query={query}>{({ course }) => (course === null || course === undefined || !course.viewerCanReview ? <NotFound /> : <Review key={course.id} course={course} />)}</Loaded>;
}

function Review({ course }: { course: CoursePartsFragment }) {
  const text = useText();
  return (
    <Page title={text('courses.rateTitle', { name: course.name })} actions={<Button component={Link} to={`/courses/${course.id}`}>{text('ui.cancel')}</Button>}>
      <Box sx={{ display: 'grid', gap: 2, alignItems: 'start', gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) 400px' } }}>
        <Stack spacing={2} sx={{ minWidth: 0 }}>
          <SectionCard title={text('courses.about')}>
            <Typography lang="zh-CN" sx={{ mb: 2, whiteSpace: 'pre-wrap' }}>{course.description === '' ? MISSING : course.description}</Typography>
            <CourseFacts course={course} />
          </SectionCard>
          <UnitsView course={course} />
        </Stack>
        <RateForm course={course} />
      </Box>
    </Page>
  );
}

function RateForm({ course }: { course: CoursePartsFragment }) {
  const text = useText();
  const formats = useFormats();
  const notify = useNotify();
  const navigate = useNavigate();
  const [points, setPoints] = useState<Readonly<Record<string, string>>>({});
  const [comment, setComment] = useState('');
  const [isTried, setTried] = useState(false);
  const rate = useChange(RateCourseDocument, [CourseDocument, CoursesDocument]);
  const isDirty = useRef(false);
  isDirty.current = rate.data?.rateCourse.refusals.length !== 0 && (comment !== '' || Object.values(points).some((one) => one !== ''));
  const refusals = rate.data?.rateCourse.refusals ?? [];
  const given = course.criteria.map(({ code }) => points[code]?.trim() ?? '');
  const isWhole = given.every((one) => /^\d{1,3}(\.\d)?$/.test(one));
  const send = (): void => {
    setTried(true);
    if (!isWhole) return;
    rate.mutate({ input: { courseId: course.id, points: course.criteria.map(({ code }, place) => ({ criterion: code, points: given[place] ?? '' })), comment } }, {
      onSuccess: ({ rateCourse }) => {
        if (rateCourse.refusals.length > 0) return;
        isDirty.current = false;
        notify(text('courses.rated', { name: course.name }));
        void navigate('/courses?view=WAITING');
      },
    });
  };
  const submitByKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    send();
  };
  return (
    <Card component="section" aria-label={text('courses.rate')} sx={{ p: 2, position: { md: 'sticky' }, top: { md: 16 } }} onKeyDown={submitByKey}>
      <LeaveGuard isDirty={isDirty} />
      <Stack
        component="form"
        noValidate
        spacing={1.5}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Typography variant="body2" color="textSecondary">{text('courses.rateHelp')}</Typography>
        {rate.error !== null && <Failure error={rate.error} onRetry={send} />}
        <Refusals refusals={refusals.filter(({ field }) => field === null || field === undefined || field === 'courseId')} />
        {course.criteria.map(({ code, name, description, maximumPoints }, place) => (
          <Criterion
            key={code}
            name={name}
            description={description}
            maximum={maximumPoints}
            value={points[code] ?? ''}
            isFirst={place === 0}
            problem={refusalOf(refusals, `points.${place}.points`) ?? (isTried && !/^\d{1,3}(\.\d)?$/.test(given[place] ?? '') ? text('courses.missingPoints') : undefined)}
            onChange={(value) => { setPoints({ ...points, [code]: value }); }}
          />
        ))}
        <Stack direction="row" sx={{ justifyContent: 'space-between' }}>
          <Typography>{text('courses.total')}</Typography>
          <Typography role="status" sx={{ fontWeight: 600, fontVariantNumeric: 'tabular-nums' }}>{isWhole ? formats.points(sum(given) ?? '0') : MISSING}</Typography>
        </Stack>
        <TextInput isLong label={text('courses.comment')} value={comment} onChange={setComment} problem={refusalOf(refusals, 'comment')} />
        <Button type="submit" variant="contained" loading={rate.isPending} aria-keyshortcuts="Control+Enter">
          {text('courses.submitRating')}
          <KeyHint keys="Ctrl+Enter" isShown />
        </Button>
      </Stack>
    </Card>
  );
}

interface CriterionProps { name: string; description: string; maximum: string; value: string; isFirst: boolean; problem: string | undefined; onChange: (value: string) => void }

/** Up and down change by a point, as in a spinner; half points and tenths are typed. */
function Criterion({ name, description, maximum, value, isFirst, problem, onChange }: CriterionProps) {
  const text = useText();
  const formats = useFormats();
  const byKey = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const now = value === '' ? (by > 0 ? -1 : Number.parseInt(maximum, 10) + 1) : Number.parseInt(value, 10);
    onChange(String(Math.min(Math.max(now + by, 0), Number.parseInt(maximum, 10))));
  };
  return (
    <Box>
      <Stack direction="row" spacing={1.5} sx={{ alignItems: 'flex-start' }}>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Typography sx={{ fontWeight: 600 }}>{name}</Typography>
          <Typography variant="body2" color="textSecondary">{description}</Typography>
        </Box>
        <TextField
          autoFocus={isFirst}
          size="small"
          value={value}
          error={problem !== undefined}
          helperText={text('courses.outOf', { maximum: formats.points(maximum) })}
          onKeyDown={byKey}
          onChange={(event) => { onChange(event.target.value); }}
          slotProps={{ htmlInput: { 'aria-label': name, inputMode: 'decimal', style: { textAlign: 'right' } } }}
          sx={{ width: 104, flexShrink: 0 }}
        />
      </Stack>
      {problem !== undefined && <Typography variant="caption" color="error" role="alert">{problem}</Typography>}
    </Box>
  );
}
