import CheckCircleIcon from '@mui/icons-material/CheckCircleOutlined';
import HourglassEmptyIcon from '@mui/icons-material/HourglassEmpty';
import RemoveIcon from '@mui/icons-material/Remove';
import ReplyIcon from '@mui/icons-material/Reply';
import Chip from '@mui/material/Chip';
import type { ReactElement } from 'react';
import type { EnrolmentReviewState } from '../gql/graphql.js';
import { useText } from '../ui/text.js';

const ICONS: Record<EnrolmentReviewState, ReactElement> = { NOT_DRAWN: <RemoveIcon />, WAITING: <HourglassEmptyIcon />, PASSED: <CheckCircleIcon />, SENT_BACK: <ReplyIcon /> };
const COLOURS = { NOT_DRAWN: 'default', WAITING: 'default', PASSED: 'success', SENT_BACK: 'warning' } as const;

export function ReviewTag({ state }: { state: EnrolmentReviewState }) {
  const text = useText();
  return <Chip size="small" variant="outlined" icon={ICONS[state]} color={COLOURS[state]} label={text(`reviews.states.${state}`)} />;
}
