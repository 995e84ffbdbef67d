import BalanceIcon from '@mui/icons-material/BalanceOutlined';
import CheckCircleIcon from '@mui/icons-material/CheckCircleOutlined';
import EditNoteIcon from '@mui/icons-material/EditNote';
import HourglassEmptyIcon from '@mui/icons-material/HourglassEmpty';
import LockClockIcon from '@mui/icons-material/LockClockOutlined';
import PublishedWithChangesIcon from '@mui/icons-material/PublishedWithChanges';
import PeopleAltIcon from '@mui/icons-material/PeopleAltOutlined';
import ReplyIcon from '@mui/icons-material/Reply';
import PersonIcon from '@mui/icons-material/PersonOutlined';
import StarIcon from '@mui/icons-material/Star';
import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import type { ReactElement } from 'react';
import type { SubmissionState } from '../gql/graphql.js';
import { useText } from '../ui/text.js';

const ICONS: Record<SubmissionState, ReactElement> = {
  SUBMITTED: <HourglassEmptyIcon />,
  SCORED: <CheckCircleIcon />,
  SECOND_MARKING: <PeopleAltIcon />,
  AGREED: <CheckCircleIcon />,
  RELEASED: <PublishedWithChangesIcon />,
  APPEALED: <BalanceIcon />,
  REVISED: <BalanceIcon />,
  RETURNED: <ReplyIcon />,
};
const COLOURS = { SUBMITTED: 'default', SCORED: 'success', SECOND_MARKING: 'info', AGREED: 'success', RELEASED: 'success', APPEALED: 'warning', REVISED: 'success', RETURNED: 'warning' } as const;

interface StateTagProps {
  state: SubmissionState;
  isExcellent?: boolean;
  /** The learner's words: handed in, graded and released, returned. */
  isForLearner?: boolean;
}

export function StateTag({ state, isExcellent = false, isForLearner = false }: StateTagProps) {
  const text = useText();
  // Until the release a learner is not told that the work is already scored; what comes after it is told.
  const learnerState = state === 'SCORED' || state === 'SECOND_MARKING' || state === 'AGREED' ? 'SUBMITTED' : state;
  const shown = isForLearner ? learnerState : state;
  const label = isForLearner ? text(`assignments.learnerStates.${learnerState}`) : text(`assignments.states.${state}`);
  return (
    <Box component="span" sx={{ display: 'inline-flex', flexWrap: 'wrap', gap: 0.5 }}>
      <Chip size="small" variant="outlined" color={COLOURS[shown]} icon={ICONS[shown]} label={label} />
      {isExcellent && <Chip size="small" variant="outlined" color="primary" icon={<StarIcon />} label={text('assignments.excellent')} />}
    </Box>
  );
}

interface LeaseTagProps {
  lease: { holderName: string; isMine: boolean } | null | undefined;
  hasDraft?: boolean;
}

/** Who has it open now, so that nobody starts the same item. */
export function LeaseTag({ lease, hasDraft = false }: LeaseTagProps) {
  const text = useText();
  return (
    <>
      {lease !== null && lease !== undefined && (
        <Chip
          size="small"
          color={lease.isMine ? 'primary' : 'warning'}
          variant="outlined"
          icon={<LockClockIcon />}
          label={lease.isMine ? text('assignments.openByMe') : text('assignments.openBy', { name: lease.holderName })}
        />
      )}
      {hasDraft && <Chip size="small" variant="outlined" icon={<EditNoteIcon />} label={text('assignments.draftSaved')} />}
    </>
  );
}

/** Whose it is to review, where that was said. */
export function AllocationTag({ allocatedToName, isMine }: { allocatedToName: string | null | undefined; isMine: boolean }) {
  const text = useText();
  if (allocatedToName === null || allocatedToName === undefined) return null;
  return <Chip size="small" variant="outlined" color={isMine ? 'primary' : 'default'} icon={<PersonIcon />} label={isMine ? text('assignments.allocatedToMe') : text('assignments.allocatedTo', { name: allocatedToName })} />;
}
