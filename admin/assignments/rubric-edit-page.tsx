import AddIcon from '@mui/icons-material/Add';
import ArrowDownwardIcon from '@mui/icons-material/ArrowDownward';
import ArrowUpwardIcon from '@mui/icons-material/ArrowUpward';
import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { useNavigate, useParams } from 'react-router-dom';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange, useLoad } from '../data/queries.js';
import { CreateRubricDocument, ReviseRubricDocument, RubricDetailDocument, RubricsDocument, type RefusalPartsFragment, type RubricPartsFragment } from '../gql/graphql.js';
import { Choice, SUBJECTS } from '../people/choices.js';
import { sum } from '../ui/decimal.js';
import { TextInput } from '../ui/form-fields.js';
import { MISSING } from '../ui/format.js';
import { Page } from '../ui/page.js';
import { refusalOf, Refusals } from '../ui/refusals.js';
import { Failure, Loaded, NotFound } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { criteriaInput, emptyCriterion, emptyLevel, moved, rubricFormOf, type CriterionForm, type LevelForm, type RubricForm } from './rubric-form.js';
import { UnsavedGuard } from './unsaved-guard.js';

export function NewRubricPage() {
  return <RubricEditor rubric={null} />;
}

export function RubricEditPage() {
  const { id = '' } = useParams();
  const query = useLoad(RubricDetailDocument, { id });
  return <Loaded query={query}>{({ rubric }) => (rubric === null || rubric === undefined ? <NotFound /> : <RubricEditor key={rubric.id} rubric={rubric} />)}</Loaded>;
}

function RubricEditor({ rubric }: { rubric: RubricPartsFragment | null }) {
  const text = useText();
  const notify = useNotify();
  const navigate = useNavigate();
  const [form, setForm] = useState<RubricForm>(() => rubricFormOf(rubric));
  const began = useRef(JSON.stringify(form));
  const isSaved = useRef(false);
  const [keys] = useState(() => new IdempotencyKeys());
  const create = useChange(CreateRubricDocument, [RubricsDocument]);
  const revise = useChange(ReviseRubricDocument, [RubricsDocument, RubricDetailDocument]);
  const refusals = create.data?.createRubric.refusals ?? revise.data?.reviseRubric.refusals ?? [];
  const error = create.error ?? revise.error;
  const nextVersion = (rubric?.version ?? 0) + 1;

  const finish = (saved: RubricPartsFragment | null | undefined): void => {
    if (saved === null || saved === undefined) return;
    isSaved.current = true;
    notify(text('rubrics.saved', { name: saved.name, version: saved.version }), { type: 'success' });
    void navigate(`/rubrics/${saved.id}`);
  };
  const save = (): void => {
    const content = { name: form.name, subject: form.subject, criteria: criteriaInput(form) };
    if (rubric === null) create.mutate({ input: { ...content, idempotencyKey: keys.for(content) } }, { onSuccess: ({ createRubric }) => { finish(createRubric.rubric); } });
    else revise.mutate({ input: { ...content, rubricId: rubric.id, expectedVersion: rubric.version } }, { onSuccess: ({ reviseRubric }) => { finish(reviseRubric.rubric); } });
  };
  const setCriterion = (place: number, criterion: CriterionForm): void => {
    setForm({ ...form, criteria: form.criteria.map((one, at) => (at === place ? criterion : one)) });
  };
  return (
    <Page
      title={rubric === null ? text('rubrics.create') : text('rubrics.reviseTitle', { name: rubric.name })}
      subtitle={rubric === null ? text('rubrics.intro') : text('rubrics.versionNote')}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Stack spacing={2} sx={{ maxWidth: 880 }}>
          {error !== null && <Failure error={error} onRetry={save} />}
          <Refusals refusals={refusals.filter(({ field }) => field === null || field === undefined || ['criteria', 'expectedVersion'].includes(field))} />
          <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2}>
            <TextInput label={text('rubrics.name')} value={form.name} problem={refusalOf(refusals, 'name')} onChange={(name) => { setForm({ ...form, name }); }} />
            <Choice label={text('rubrics.subject')} value={form.subject} values={SUBJECTS} nameOf={(one) => text(`people.subjects.${one}`)} onChange={(subject) => { setForm({ ...form, subject }); }} hasAll allName={text('rubrics.everySubject')} />
          </Stack>
          {form.criteria.map((criterion, place) => (
            <CriterionCard
              key={criterion.id}
              criterion={criterion}
              place={place}
              count={form.criteria.length}
              refusals={refusals}
              onChange={(changed) => { setCriterion(place, changed); }}
              onMove={(by) => { setForm({ ...form, criteria: moved(form.criteria, place, by) }); }}
              onRemove={() => { setForm({ ...form, criteria: form.criteria.filter((one) => one !== criterion) }); }}
            />
          ))}
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center' }}>
            <Button startIcon={<AddIcon />} onClick={() => { setForm({ ...form, criteria: [...form.criteria, emptyCriterion(form.criteria.at(-1)?.levels.map(({ name }) => name) ?? [])] }); }}>
              {text('rubrics.addCriterion')}
            </Button>
            <Box sx={{ flex: 1 }} />
            <Typography role="status" sx={{ fontVariantNumeric: 'tabular-nums' }}>
              {text('rubrics.total')} {sum(form.criteria.map(({ maximumPoints }) => maximumPoints)) ?? MISSING} {text('rubrics.points')}
            </Typography>
            <Button type="submit" variant="contained" loading={create.isPending || revise.isPending}>
              {rubric === null ? text('rubrics.saveNew') : text('rubrics.saveVersion', { version: nextVersion })}
            </Button>
          </Box>
        </Stack>
      </form>
      <UnsavedGuard explanation={text('rubrics.unsaved')} isDirty={() => !isSaved.current && JSON.stringify(form) !== began.current} save={() => Promise.resolve(false)} />
    </Page>
  );
}

interface CriterionCardProps {
  criterion: CriterionForm;
  place: number;
  count: number;
  refusals: readonly RefusalPartsFragment[];
  onChange: (criterion: CriterionForm) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

function CriterionCard({ criterion, place, count, refusals, onChange, onMove, onRemove }: CriterionCardProps) {
  const text = useText();
  const path = `criteria.${place}`;
  const heading = text('rubrics.criterion', { number: place + 1 });
  const name = criterion.name.trim() === '' ? heading : criterion.name;
  const setLevels = (levels: LevelForm[]): void => {
    onChange({ ...criterion, levels });
  };
  const maximumProblem = refusalOf(refusals, `${path}.maximumPoints`);
  const levelsProblem = refusalOf(refusals, `${path}.levels`);
  return (
    <Card role="group" aria-label={heading} sx={{ p: 2 }}>
      <Stack direction="row" sx={{ alignItems: 'center', mb: 1 }}>
        <Typography variant="h3" component="h2" sx={{ flex: 1 }}>
          {heading}
        </Typography>
        <IconButton size="small" aria-label={text('rubrics.up', { name })} disabled={place === 0} onClick={() => { onMove(-1); }}>
          <ArrowUpwardIcon fontSize="small" />
        </IconButton>
        <IconButton size="small" aria-label={text('rubrics.down', { name })} disabled={place === count - 1} onClick={() => { onMove(1); }}>
          <ArrowDownwardIcon fontSize="small" />
        </IconButton>
        <IconButton size="small" aria-label={text('rubrics.removeCriterion', { name })} disabled={count === 1} onClick={onRemove}>
          <DeleteIcon fontSize="small" />
        </IconButton>
      </Stack>
      <Stack spacing={1.5}>
        <Stack direction={{ xs: 'column', sm: 'row' }} spacing={1.5}>
          <TextInput label={text('rubrics.criterionName')} value={criterion.name} problem={refusalOf(refusals, `${path}.name`)} onChange={(typed) => { onChange({ ...criterion, name: typed }); }} />
          <PointsInput label={text('rubrics.maximum')} value={criterion.maximumPoints} isFaulty={maximumProblem !== undefined} onChange={(maximumPoints) => { onChange({ ...criterion, maximumPoints }); }} />
        </Stack>
        {maximumProblem !== undefined && (
          <Typography variant="caption" color="error" role="alert" align="right">
            {maximumProblem}
          </Typography>
        )}
        <TextInput label={text('rubrics.description')} value={criterion.description} problem={refusalOf(refusals, `${path}.description`)} onChange={(description) => { onChange({ ...criterion, description }); }} />
        <Typography variant="body2" color={levelsProblem === undefined ? 'textSecondary' : 'error'}>
          {levelsProblem ?? text('rubrics.levels')}
        </Typography>
        {criterion.levels.map((level, at) => (
          <LevelRow
            key={level.id}
            level={level}
            number={at + 1}
            count={criterion.levels.length}
            path={`${path}.levels.${at}`}
            refusals={refusals}
            onChange={(changed) => { setLevels(criterion.levels.map((one) => (one === level ? changed : one))); }}
            onRemove={() => { setLevels(criterion.levels.filter((one) => one !== level)); }}
          />
        ))}
        <Box>
          <Button size="small" startIcon={<AddIcon />} disabled={criterion.levels.length >= 9} onClick={() => { setLevels([...criterion.levels, emptyLevel()]); }}>
            {text('rubrics.addLevel')}
          </Button>
        </Box>
      </Stack>
    </Card>
  );
}

interface LevelRowProps {
  level: LevelForm;
  number: number;
  count: number;
  path: string;
  refusals: readonly RefusalPartsFragment[];
  onChange: (level: LevelForm) => void;
  onRemove: () => void;
}

function LevelRow({ level, number, count, path, refusals, onChange, onRemove }: LevelRowProps) {
  const text = useText();
  const heading = text('rubrics.level', { number });
  const pointsProblem = refusalOf(refusals, `${path}.points`);
  return (
    <Box role="group" aria-label={heading} sx={{ display: 'grid', gap: 1, alignItems: 'start', gridTemplateColumns: { xs: 'minmax(0, 1fr) 88px 40px', sm: '24px 160px 96px minmax(0, 1fr) 40px' } }}>
      <Typography aria-hidden variant="body2" color="textSecondary" sx={{ pt: 1.25, display: { xs: 'none', sm: 'block' } }}>
        {number}
      </Typography>
      <TextInput label={text('rubrics.levelName')} value={level.name} problem={refusalOf(refusals, `${path}.name`)} onChange={(name) => { onChange({ ...level, name }); }} />
      <PointsInput label={text('rubrics.levelPoints')} value={level.points} isFaulty={pointsProblem !== undefined} onChange={(points) => { onChange({ ...level, points }); }} />
      <Box sx={{ gridColumn: { xs: '1 / -1', sm: 'auto' }, gridRow: { xs: 2, sm: 'auto' } }}>
        <TextInput label={text('rubrics.description')} value={level.description} problem={refusalOf(refusals, `${path}.description`)} onChange={(description) => { onChange({ ...level, description }); }} />
      </Box>
      <IconButton size="small" aria-label={text('rubrics.removeLevel', { name: level.name.trim() === '' ? heading : level.name })} disabled={count <= 2} onClick={onRemove} sx={{ mt: 0.5 }}>
        <DeleteIcon fontSize="small" />
      </IconButton>
      {pointsProblem !== undefined && (
        <Typography variant="caption" color="error" role="alert" sx={{ gridColumn: { xs: '1 / -1', sm: '2 / -1' } }}>
          {pointsProblem}
        </Typography>
      )}
    </Box>
  );
}

/** Narrow, so what is wrong with it stands beside it where there is room. */
function PointsInput({ label, value, isFaulty, onChange }: { label: string; value: string; isFaulty: boolean; onChange: (value: string) => void }) {
  return (
    <TextField
      label={label}
      value={value}
      error={isFaulty}
      onChange={(event) => {
        onChange(event.target.value);
      }}
      slotProps={{ htmlInput: { inputMode: 'decimal', style: { textAlign: 'right' } } }}
      sx={{ minWidth: 88 }}
    />
  );
}
