import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useChange } from '../data/queries.js';
import { CourseDocument, CoursesDocument, HandInCourseDocument, type CoursePartsFragment } from '../gql/graphql.js';
import { FormDialog } from '../ui/form-dialog.js';
import { TextInput } from '../ui/form-fields.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { useText } from '../ui/text.js';

export function HandInDialog({ course, onClose }: { course: CoursePartsFragment; onClose: () => void }) {
  const text = useText();
  const notify = useNotify();
  const [note, setNote] = useState('');
  const handIn = useChange(HandInCourseDocument, [CourseDocument, CoursesDocument]);
  const refusals = handIn.data?.handInCourse.refusals ?? [];
  const send = (): void => {
    handIn.mutate({ input: { courseId: course.id, expectedVersion: course.version, note: note.trim() === '' ? null : note.trim() } }, {
      onSuccess: ({ handInCourse }) => {
        if (handInCourse.refusals.length > 0) return;
        notify(text('courses.handedIn', { name: course.name }));
        onClose();
      },
    });
  };
  return (
    <FormDialog title={text('courses.handInTitle', { name: course.name })} submit={text('courses.handIn')} isBusy={handIn.isPending} error={handIn.error} refusals={withoutField(refusals, 'note')} onSubmit={send} onClose={onClose}>
      <Typography variant="body2">{text('courses.handInText')}</Typography>
      <TextInput isLong label={text('courses.note')} value={note} onChange={setNote} problem={refusalOf(refusals, 'note')} />
    </FormDialog>
  );
}
