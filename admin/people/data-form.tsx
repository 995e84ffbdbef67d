import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import type { PersonPartsFragment, Post, RefusalPartsFragment, SpecialGrade, Stage, Subject } from '../gql/graphql.js';
import { refusalOf } from '../ui/refusals.js';
import { useText } from '../ui/text.js';
import { Choice, Choices, GRADES, POSTS, STAGES, SUBJECTS } from './choices.js';

export interface DataDraft {
  name: string;
  subject: Subject | null;
  stage: Stage | null;
  title: string;
  joinedYear: string;
  posts: Post[];
  specialGrades: SpecialGrade[];
  idCard: string;
  mobile: string;
}

export function draftOf(person: PersonPartsFragment): DataDraft {
  return {
    name: person.name,
    subject: person.subject ?? null,
    stage: person.stage ?? null,
    title: person.title ?? '',
    joinedYear: person.joinedYear === null || person.joinedYear === undefined ? '' : String(person.joinedYear),
    posts: [...person.posts],
    specialGrades: [...person.specialGrades],
    idCard: '',
    mobile: '',
  };
}

interface DataFormProps {
  draft: DataDraft;
  onChange: (draft: DataDraft) => void;
  refusals: readonly RefusalPartsFragment[];
}

/** The fields of a teacher's data: for the administrator who edits, and the teacher who proposes. */
export function DataForm({ draft, onChange, refusals }: DataFormProps) {
  const text = useText();
  const set = (part: Partial<DataDraft>): void => {
    onChange({ ...draft, ...part });
  };
  const field = (key: 'name' | 'title' | 'joinedYear' | 'idCard' | 'mobile', label: string) => (
    <TextField
      label={label}
      value={draft[key]}
      error={refusalOf(refusals, key) !== undefined}
      helperText={refusalOf(refusals, key)}
      autoComplete="off"
      onChange={(event) => {
        set({ [key]: event.target.value });
      }}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  );
  return (
    <Stack spacing={2}>
      {field('name', text('people.fields.NAME'))}
      <Choice label={text('people.fields.SUBJECT')} value={draft.subject} values={SUBJECTS} nameOf={(one) => text(`people.subjects.${one}`)} onChange={(subject) => { set({ subject }); }} />
      <Choice label={text('people.fields.STAGE')} value={draft.stage} values={STAGES} nameOf={(one) => text(`people.stages.${one}`)} onChange={(stage) => { set({ stage }); }} />
      {field('title', text('people.fields.TITLE'))}
      {field('joinedYear', text('people.fields.JOINED_YEAR'))}
      <Choices label={text('people.fields.POSTS')} value={draft.posts} values={POSTS} nameOf={(one) => text(`people.posts.${one}`)} onChange={(posts) => { set({ posts }); }} />
      <Choices label={text('people.fields.SPECIAL_GRADES')} value={draft.specialGrades} values={GRADES} nameOf={(one) => text(`people.specialGrades.${one}`)} onChange={(specialGrades) => { set({ specialGrades }); }} />
      {field('idCard', text('people.newIdCard'))}
      {field('mobile', text('people.newMobile'))}
    </Stack>
  );
}
