import FormControl from '@mui/material/FormControl';
import FormHelperText from '@mui/material/FormHelperText';
import FormLabel from '@mui/material/FormLabel';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange, useLoad } from '../data/queries.js';
import {
  AppointChiefTutorDocument, AppointmentsDocument, ChiefTutorRecommendationsDocument, ProgrammesDocument, RecommendChiefTutorDocument, WithdrawChiefTutorRecommendationDocument, type AcademicStanding, type RecommendationPartsFragment, type Subject,
} from '../gql/graphql.js';
import { SUBJECTS } from '../people/choices.js';
import { FormDialog } from '../ui/form-dialog.js';
import { DateInput, TextInput } from '../ui/form-fields.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { useText } from '../ui/text.js';
import { PersonChoice, type Candidate } from './person-choice.js';

const STANDINGS: readonly AcademicStanding[] = ['COUNTY_SUBJECT_LEADER', 'CITY_SUBJECT_LEADER', 'PROVINCE_SUBJECT_LEADER', 'SPECIAL_GRADE', 'SENIOR_PROFESSOR'];

/** A city recommends one of its people, with the standings that it vouches for. */
export function RecommendDialog({ officeId, onClose }: { officeId: string; onClose: () => void }) {
  const text = useText();
  const notify = useNotify();
  const keys = useRef(new IdempotencyKeys());
  const [person, setPerson] = useState<Candidate | null>(null);
  const [subject, setSubject] = useState<Subject | null>(null);
  const [standings, setStandings] = useState<readonly AcademicStanding[]>([]);
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const recommend = useChange(RecommendChiefTutorDocument, [ChiefTutorRecommendationsDocument]);
  const refusals = recommend.data?.recommendChiefTutor.refusals ?? [];
  const missing = (isMissing: boolean, field: string): string | undefined => (isTried && isMissing ? text('posts.required') : refusalOf(refusals, field));
  const standingProblem = missing(standings.length === 0, 'standings');

  const send = (): void => {
    setTried(true);
    if (person === null || subject === null || standings.length === 0 || reason.trim() === '') return;
    const input = { personId: person.id, subject, standings: [...standings], reason: reason.trim() };
    recommend.mutate(
      { input: { ...input, idempotencyKey: keys.current.for(input) } },
      {
        onSuccess: ({ recommendChiefTutor }) => {
          if (recommendChiefTutor.refusals.length > 0) return;
          notify(text('posts.recommendDone', { name: person.name }));
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog title={text('posts.recommendTitle')} submit={text('posts.recommend')} isBusy={recommend.isPending} error={recommend.error} refusals={withoutField(refusals, 'personId', 'standings', 'reason')} onSubmit={send} onClose={onClose}>
      <PersonChoice officeId={officeId} value={person} onChange={setPerson} problem={missing(person === null, 'personId')} />
      <TextField
        select
        fullWidth
        label={text('posts.subject')}
        value={subject ?? ''}
        error={missing(subject === null, 'subject') !== undefined}
        helperText={missing(subject === null, 'subject')}
        onChange={(event) => {
          setSubject(event.target.value as Subject);
        }}
      >
        {SUBJECTS.map((one) => (
          <MenuItem key={one} value={one}>
            {text(`people.subjects.${one}`)}
          </MenuItem>
        ))}
      </TextField>
      <FormControl component="fieldset" error={standingProblem !== undefined}>
        <FormLabel component="legend">{text('posts.standings')}</FormLabel>
        {STANDINGS.map((standing) => (
          <FormControlLabel
            key={standing}
            control={
              <Checkbox
                size="small"
                checked={standings.includes(standing)}
                onChange={(_, isChecked) => {
                  setStandings(isChecked ? [...standings, standing] : standings.filter((one) => one !== standing));
                }}
              />
            }
            label={text(`posts.standing.${standing}`)}
          />
        ))}
        {standingProblem !== undefined && <FormHelperText>{standingProblem}</FormHelperText>}
      </FormControl>
      <TextInput label={text('posts.recommendReason')} value={reason} onChange={setReason} problem={missing(reason.trim() === '', 'reason')} isLong />
    </FormDialog>
  );
}

/** The province appoints somebody who was recommended. */
export function ChooseDialog({ recommendation, today, onClose }: { recommendation: RecommendationPartsFragment; today: string; onClose: () => void }) {
  const text = useText();
  const notify = useNotify();
  const keys = useRef(new IdempotencyKeys());
  // Tutors serve where classes run.
  const programmes = useLoad(ProgrammesDocument, {}).data?.programmes.filter(({ periods }) => periods.length > 0) ?? [];
  const [chosen, setProgramme] = useState<string | null>(null);
  const [validFrom, setValidFrom] = useState(today);
  const [validUntil, setValidUntil] = useState('');
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const appoint = useChange(AppointChiefTutorDocument, [ChiefTutorRecommendationsDocument, AppointmentsDocument]);
  const refusals = appoint.data?.appointChiefTutor.refusals ?? [];
  const programmeId = chosen ?? programmes[0]?.id ?? null;
  const name = recommendation.person?.name ?? text('posts.moved');
  const missing = (value: string, field: string): string | undefined => (isTried && value.trim() === '' ? text('posts.required') : refusalOf(refusals, field));

  const send = (): void => {
    setTried(true);
    if (programmeId === null || validFrom === '' || reason.trim() === '') return;
    const input = { recommendationId: recommendation.id, programmeId, validFrom, validUntil: validUntil === '' ? null : validUntil, reason: reason.trim(), expectedVersion: recommendation.version };
    appoint.mutate(
      { input: { ...input, idempotencyKey: keys.current.for(input) } },
      {
        onSuccess: ({ appointChiefTutor: { recommendation: done } }) => {
          if (done === null || done === undefined) return;
          notify(text('posts.chooseDone', { name, number: done.appointment?.number ?? '' }));
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog
      title={text('posts.chooseTitle', { name, subject: text(`people.subjects.${recommendation.subject}`) })}
      submit={text('posts.choose')}
      isBusy={appoint.isPending}
      error={appoint.error}
      refusals={withoutField(refusals, 'validFrom', 'validUntil', 'reason', 'programmeIds')}
      onSubmit={send}
      onClose={onClose}
    >
      <div>
        {recommendation.eligibility.reasons.map((one) => (
          <Typography key={one} variant="body2">
            {one}
          </Typography>
        ))}
      </div>
      <TextField
        select
        fullWidth
        label={text('posts.programme')}
        value={programmeId ?? ''}
        error={refusalOf(refusals, 'programmeIds') !== undefined}
        helperText={refusalOf(refusals, 'programmeIds')}
        onChange={(event) => {
          setProgramme(event.target.value);
        }}
      >
        {programmes.map((one) => (
          <MenuItem key={one.id} value={one.id}>
            {one.name}
          </MenuItem>
        ))}
      </TextField>
      <DateInput label={text('posts.validFrom')} value={validFrom} onChange={setValidFrom} problem={missing(validFrom, 'validFrom')} />
      <DateInput label={text('posts.validUntil')} value={validUntil} onChange={setValidUntil} problem={refusalOf(refusals, 'validUntil')} help={text('posts.validUntilHelp')} />
      <TextInput label={text('posts.reason')} value={reason} onChange={setReason} problem={missing(reason, 'reason')} help={text('posts.reasonHelp')} isLong />
    </FormDialog>
  );
}

/** The office that recommended takes it back. */
export function WithdrawDialog({ recommendation, onClose }: { recommendation: RecommendationPartsFragment; onClose: () => void }) {
  const text = useText();
  const notify = useNotify();
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const withdraw = useChange(WithdrawChiefTutorRecommendationDocument, [ChiefTutorRecommendationsDocument]);
  const refusals = withdraw.data?.withdrawChiefTutorRecommendation.refusals ?? [];
  const send = (): void => {
    setTried(true);
    if (reason.trim() === '') return;
    withdraw.mutate(
      { input: { recommendationId: recommendation.id, reason: reason.trim(), expectedVersion: recommendation.version } },
      {
        onSuccess: ({ withdrawChiefTutorRecommendation }) => {
          if (withdrawChiefTutorRecommendation.refusals.length > 0) return;
          notify(text('posts.withdrawDone'));
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog title={text('posts.withdrawTitle', { name: recommendation.person?.name ?? text('posts.moved') })} submit={text('posts.withdraw')} isGrave isBusy={withdraw.isPending} error={withdraw.error} refusals={withoutField(refusals, 'reason')} onSubmit={send} onClose={onClose}>
      <TextInput autoFocus label={text('posts.reason')} value={reason} onChange={setReason} problem={isTried && reason.trim() === '' ? text('posts.required') : refusalOf(refusals, 'reason')} isLong />
    </FormDialog>
  );
}
