import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange, useLoad } from '../data/queries.js';
import { ClassEligibilityDocument, GrantedExceptionsDocument, GrantEnrolmentExceptionDocument, ProgrammeEligibilityDocument, type EligibilityRule, type ProgrammeEligibilityQuery } from '../gql/graphql.js';
import { TextInput } from '../ui/form-fields.js';
import { useFormats } from '../ui/format.js';
import { refusalOf, Refusals, withoutField } from '../ui/refusals.js';
import { SectionCard } from '../ui/section-card.js';
import { Failure, Rows } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { Reasons } from './reasons.js';
import { TeacherChoice, type Teacher } from './teacher-choice.js';

type Told = ProgrammeEligibilityQuery['programmeEligibility'][number];

/** Somebody is asked for, is seen with every reason for and against, and is excepted from what gives way. */
export function GrantException({ programmeId }: { programmeId: string }) {
  const text = useText();
  const [teacher, setTeacher] = useState<Teacher | null>(null);
  const read = useLoad(ProgrammeEligibilityDocument, { programmeId, personIds: teacher === null ? [] : [teacher.id] }, { enabled: teacher !== null, staleTime: 0 });
  const told = teacher === null ? undefined : read.data?.programmeEligibility[0];
  return (
    <SectionCard title={text('exceptions.ask')}>
      <Stack spacing={2} sx={{ maxWidth: 640, pt: 1 }}>
        <TeacherChoice label={text('exceptions.person')} help={text('exceptions.personHelp')} officeId={null} value={teacher} onChange={setTeacher} />
        {read.error !== null && <Failure error={read.error} onRetry={() => void read.refetch()} />}
        {teacher !== null && read.isPending && <Rows count={2} />}
        {teacher !== null && told !== undefined && <Standing key={teacher.id} programmeId={programmeId} teacher={teacher} told={told} />}
      </Stack>
    </SectionCard>
  );
}

function Standing({ programmeId, teacher, told }: { programmeId: string; teacher: Teacher; told: Told }) {
  const text = useText();
  const formats = useFormats();
  return (
    <>
      <Alert severity={told.isEligible ? 'success' : 'warning'} role="status">
        {text(told.isEligible ? 'exceptions.eligible' : 'exceptions.notEligible', { name: teacher.name })}
        {!told.isEligible && <Reasons reasons={told.reasons} />}
        {told.exceptions.map(({ rule, reason, grantedByName, grantedAt }) => (
          <div key={rule}>{text('changes.excepted', { rule: text(`changes.rules.${rule}`), name: grantedByName, time: formats.time(grantedAt), reason })}</div>
        ))}
      </Alert>
      {told.exceptable.length > 0 ? (
        <GrantForm programmeId={programmeId} teacher={teacher} rules={told.exceptable} />
      ) : (
        !told.isEligible && <Typography variant="body2">{text('exceptions.strict')}</Typography>
      )}
    </>
  );
}

function GrantForm({ programmeId, teacher, rules }: { programmeId: string; teacher: Teacher; rules: readonly EligibilityRule[] }) {
  const text = useText();
  const notify = useNotify();
  const keys = useRef(new IdempotencyKeys());
  const [wanted, setRule] = useState<EligibilityRule | null>(null);
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const grant = useChange(GrantEnrolmentExceptionDocument, [GrantedExceptionsDocument, ProgrammeEligibilityDocument, ClassEligibilityDocument]);
  const refusals = grant.data?.grantEnrolmentException.refusals ?? [];
  const rule = rules.find((one) => one === wanted) ?? rules[0];
  const send = (): void => {
    setTried(true);
    if (reason.trim() === '' || rule === undefined) return;
    const input = { programmeId, personId: teacher.id, rule, reason: reason.trim() };
    grant.mutate(
      { input: { ...input, idempotencyKey: keys.current.for(input) } },
      { onSuccess: ({ grantEnrolmentException }) => { if (grantEnrolmentException.refusals.length === 0) notify(text('exceptions.done', { name: teacher.name })); } },
    );
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack spacing={2}>
        {grant.error !== null && <Failure error={grant.error} onRetry={send} />}
        <Refusals refusals={withoutField(refusals, 'reason')} />
        {rules.length > 1 ? (
          <TextField select label={text('exceptions.rule')} value={rule ?? ''} onChange={(event) => { setRule(event.target.value as EligibilityRule); }}>
            {rules.map((one) => (
              <MenuItem key={one} value={one}>
                {text(`changes.rules.${one}`)}
              </MenuItem>
            ))}
          </TextField>
        ) : (
          rule !== undefined && <Typography variant="body2">{text('exceptions.from', { rule: text(`changes.rules.${rule}`) })}</Typography>
        )}
        <TextInput label={text('changes.reason')} value={reason} onChange={setReason} isLong problem={isTried && reason.trim() === '' ? text('changes.reasonMissing') : refusalOf(refusals, 'reason')} help={text('exceptions.reasonHelp')} />
        <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2} sx={{ alignItems: { sm: 'center' } }}>
          <Button type="submit" variant="contained" loading={grant.isPending} sx={{ flexShrink: 0 }}>
            {text('exceptions.grant', { name: teacher.name })}
          </Button>
          <Typography variant="body2" color="textSecondary">
            {text('exceptions.forGood')}
          </Typography>
        </Stack>
      </Stack>
    </form>
  );
}
