import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { EnrolmentForChangeQuery, SubstitutionPartsFragment } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { useText } from '../ui/text.js';
import { RequirementTag } from './reasons.js';

export type ChangedEnrolment = NonNullable<EnrolmentForChangeQuery['enrolment']>;
export interface ChangePeriod {
  number: number;
  substitution?: SubstitutionPartsFragment | null | undefined;
}

/** Why a learner of the period can be neither swapped nor withdrawn now; null while it is possible. */
export function useWhyClosed(): (period: ChangePeriod) => string | null {
  const text = useText();
  const formats = useFormats();
  return ({ number, substitution }) => {
    if (substitution === null || substitution === undefined) return text('changes.noSuchAct');
    if (substitution.isOpen) return null;
    const isAhead = substitution.daysLeft !== null && substitution.daysLeft !== undefined;
    return isAhead ? text('changes.notYet', { number, date: formats.date(substitution.opensOn) }) : text('changes.over', { number, date: formats.date(substitution.closesOn) });
  };
}

/** What a change does, in numbers, before it is done. */
export function ChangeEffects({ enrolment, act }: { enrolment: ChangedEnrolment; act: 'withdraw' | 'substitute' }) {
  const text = useText();
  const formats = useFormats();
  const { period, submissions } = enrolment;
  const { number } = period;
  const days = period.substitution;
  const count = submissions.length;
  const lines = [
    text(act === 'substitute' ? 'changes.seatStays' : 'changes.seatReturns', { number }),
    ...(act === 'withdraw' ? [text(period.choosing?.isOpen === true ? 'changes.seatForOthers' : 'changes.seatIdle', { number })] : []),
    count === 0 ? text('changes.noWork') : text('changes.workStays', { count: formats.integer(count) }),
    ...(act === 'substitute' ? [text('changes.fromStart')] : []),
    text(act === 'substitute' && count === 0 ? 'changes.canBeUndone' : 'changes.cannotBeUndone'),
  ];
  const left = days?.daysLeft;
  return (
    <Alert severity="info" icon={false}>
      <Box component="ul" aria-label={text('changes.effects')} sx={{ m: 0, pl: 2.5 }}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
        {days !== null && days !== undefined && (
          <li>
            {days.closesOn === null || days.closesOn === undefined || left === null || left === undefined
              ? text('changes.noEnd')
              : text(left === 0 ? 'changes.lastDay' : 'changes.daysLeft', { date: formats.date(days.closesOn), count: formats.integer(left) })}{' '}
            <RequirementTag requirement={days.requirement} />
          </li>
        )}
      </Box>
    </Alert>
  );
}

/** Said where an act has closed while somebody looked on. */
export function ClosedNote({ reason }: { reason: string }) {
  return (
    <Typography variant="body2" color="textSecondary">
      {reason}
    </Typography>
  );
}
