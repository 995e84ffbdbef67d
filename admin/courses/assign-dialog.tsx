import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormGroup from '@mui/material/FormGroup';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useChange, useLoad } from '../data/queries.js';
import { AssignCourseReviewersDocument, CourseDocument, CourseReviewersDocument, CoursesDocument, type CoursePartsFragment, type CourseReviewersQuery } from '../gql/graphql.js';
import { FormDialog } from '../ui/form-dialog.js';
import { useFormats } from '../ui/format.js';
import { Loaded } from '../ui/states.js';
import { useText } from '../ui/text.js';

type Reviewer = CourseReviewersQuery['courseReviewers'][number];

/** The programme's experts; who has a part in the course is told why not. */
export function AssignDialog({ course, onClose }: { course: CoursePartsFragment; onClose: () => void }) {
  const text = useText();
  const notify = useNotify();
  const formats = useFormats();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const reviewers = useLoad(CourseReviewersDocument, { courseId: course.id });
  const assign = useChange(AssignCourseReviewersDocument, [CourseDocument, CoursesDocument, CourseReviewersDocument]);
  const send = (): void => {
    assign.mutate({ input: { courseId: course.id, expectedVersion: course.version, personIds: [...chosen] } }, {
      onSuccess: ({ assignCourseReviewers }) => {
        if (assignCourseReviewers.refusals.length > 0) return;
        notify(text('courses.assigned', { count: formats.integer(chosen.length) }));
        onClose();
      },
    });
  };
  const told = ({ name, conflict, isAssigned, openReviews }: Reviewer): string => {
    if (isAssigned) return `${name}（${text('courses.isAssigned')}）`;
    if (conflict != null) return `${name} · ${text(`courses.conflicts.${conflict}`)}`;
    return openReviews === 0 ? name : `${name} · ${text('courses.openReviews', { count: formats.integer(openReviews) })}`;
  };
  return (
    <FormDialog title={text('courses.assignTitle', { name: course.name })} submit={text('courses.assign')} isBusy={assign.isPending} error={assign.error} refusals={assign.data?.assignCourseReviewers.refusals ?? []} onSubmit={send} onClose={onClose}>
      <Typography variant="body2">{text('courses.assignText')}</Typography>
      <Loaded query={reviewers}>
        {({ courseReviewers }) => (courseReviewers.length === 0 ? <Typography>{text('courses.noExperts')}</Typography> : (
          <FormGroup role="group" aria-label={text('courses.experts')}>
            {courseReviewers.map((one) => (
              <FormControlLabel
                key={one.personId}
                disabled={one.isAssigned || one.conflict != null}
                control={<Checkbox checked={one.isAssigned || chosen.includes(one.personId)} onChange={(_, isChosen) => { setChosen(isChosen ? [...chosen, one.personId] : chosen.filter((id) => id !== one.personId)); }} />}
                label={told(one)}
              />
            ))}
          </FormGroup>
        ))}
      </Loaded>
    </FormDialog>
  );
}
