import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useChange } from '../data/queries.js';
import { CourseDocument, CoursesDocument, DecideCourseDocument, type CoursePartsFragment } from '../gql/graphql.js';
import { FormDialog } from '../ui/form-dialog.js';
import { TextInput } from '../ui/form-fields.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { useText } from '../ui/text.js';

export function DecideDialog({ course, onClose }: { course: CoursePartsFragment; onClose: () => void }) {
  const text = useText();
  const notify = useNotify();
  const [decision, setDecision] = useState<'ACCEPT' | 'RETURN'>(course.rating?.average == null ? 'RETURN' : 'ACCEPT');
  const [reason, setReason] = useState('');
  const decide = useChange(DecideCourseDocument, [CourseDocument, CoursesDocument]);
  const refusals = decide.data?.decideCourse.refusals ?? [];
  const send = (): void => {
    decide.mutate({ input: { courseId: course.id, expectedVersion: course.version, isAccepted: decision === 'ACCEPT', reason } }, {
      onSuccess: ({ decideCourse }) => {
        if (decideCourse.refusals.length > 0) return;
        notify(text(decision === 'ACCEPT' ? 'courses.accepted' : 'courses.returned', { name: course.name }));
        onClose();
      },
    });
  };
  return (
    <FormDialog title={text('courses.decideTitle', { name: course.name })} submit={text(decision === 'ACCEPT' ? 'courses.accept' : 'courses.return')} isBusy={decide.isPending} error={decide.error} refusals={withoutField(refusals, 'reason')} onSubmit={send} onClose={onClose}>
      <Typography variant="body2">{text('courses.decideText')}</Typography>
      <RadioGroup row aria-label={text('courses.decide')} value={decision} onChange={(_, value) => { setDecision(value === 'ACCEPT' ? 'ACCEPT' : 'RETURN'); }}>
        <FormControlLabel value="ACCEPT" control={<Radio />} label={text('courses.accept')} />
        <FormControlLabel value="RETURN" control={<Radio />} label={text('courses.return')} />
      </RadioGroup>
      <TextInput isLong label={text('courses.reason')} value={reason} onChange={setReason} problem={refusalOf(refusals, 'reason')} />
    </FormDialog>
  );
}
