import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import BalanceIcon from '@mui/icons-material/BalanceOutlined';
import CheckIcon from '@mui/icons-material/CheckOutlined';
import HourglassIcon from '@mui/icons-material/HourglassEmpty';
import UndoIcon from '@mui/icons-material/UndoOutlined';
import type { ReactElement } from 'react';
import type { AppealPartsFragment, AppealState } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { useText } from '../ui/text.js';

const ICONS: Record<AppealState, ReactElement> = { OPEN: <HourglassIcon />, UPHELD: <CheckIcon />, REVISED: <BalanceIcon />, WITHDRAWN: <UndoIcon /> };
const COLOURS = { OPEN: 'warning', UPHELD: 'default', REVISED: 'success', WITHDRAWN: 'default' } as const;

export function AppealStateTag({ state }: { state: AppealState }) {
  const text = useText();
  return <Chip size="small" variant="outlined" color={COLOURS[state]} icon={ICONS[state]} label={text(`appeals.states.${state}`)} />;
}

/** Both scores, whichever way the answer went. */
export function usePointsTold(): (appeal: Pick<AppealPartsFragment, 'reviewBefore' | 'reviewAfter'>) => string {
  const text = useText();
  const formats = useFormats();
  return ({ reviewBefore, reviewAfter }) => {
    const before = formats.points(reviewBefore.points);
    if (reviewAfter === null || reviewAfter === undefined) return before;
    return reviewAfter.points === reviewBefore.points ? text('appeals.pointsSame', { points: before }) : text('appeals.pointsChange', { before, after: formats.points(reviewAfter.points) });
  };
}

/** One step with what was asked, what was answered, and the points before and after. */
export function AppealView({ appeal }: { appeal: AppealPartsFragment }) {
  const text = useText();
  const formats = useFormats();
  const pointsTold = usePointsTold();
  return (
    <Stack component="article" aria-label={text(`appeals.steps.${appeal.step}`)} spacing={1}>
      <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
        <Typography variant="body2" sx={{ fontWeight: 600 }}>
          {text(`appeals.steps.${appeal.step}`)}
        </Typography>
        <AppealStateTag state={appeal.state} />
        <Typography variant="caption" color="textSecondary">
          {formats.time(appeal.madeAt)}
        </Typography>
      </Stack>
      {appeal.items.map((item) => (
        <Box key={item.name} sx={{ borderLeft: 3, borderColor: 'divider', pl: 1.5 }}>
          <Stack direction="row" spacing={1} sx={{ justifyContent: 'space-between' }}>
            <Typography variant="body2" color="textSecondary">
              {item.name}
            </Typography>
            <Typography variant="body2" sx={{ whiteSpace: 'nowrap' }}>
              {item.pointsAfter === null || item.pointsAfter === undefined || item.pointsAfter === item.pointsBefore
                ? formats.points(item.pointsBefore)
                : text('appeals.pointsChange', { before: formats.points(item.pointsBefore), after: formats.points(item.pointsAfter) })}
            </Typography>
          </Stack>
          <Typography variant="body2" sx={{ whiteSpace: 'pre-line' }}>
            {item.reason}
          </Typography>
          {item.answer !== null && item.answer !== undefined && (
            <Typography variant="body2" color="textSecondary" sx={{ whiteSpace: 'pre-line' }}>
              {text('appeals.revisedBecause', { reason: item.answer })}
            </Typography>
          )}
        </Box>
      ))}
      {appeal.state === 'OPEN' && <Typography variant="body2">{text('appeals.waiting', { points: formats.points(appeal.reviewBefore.points) })}</Typography>}
      {appeal.state === 'WITHDRAWN' && (
        <Typography variant="body2" color="textSecondary">
          {text('appeals.withdrawnAt', { time: formats.time(appeal.withdrawnAt) })}
        </Typography>
      )}
      {appeal.answer !== null && appeal.answer !== undefined && (
        <Box>
          <Typography variant="body2" sx={{ fontWeight: 600 }}>
            {text('appeals.pointsTold', { points: pointsTold(appeal) })}
          </Typography>
          <Typography variant="caption" color="textSecondary">
            {text('appeals.answeredBy', { name: appeal.answeredByName ?? '', time: formats.time(appeal.answeredAt) })}
          </Typography>
          <Typography variant="body2" sx={{ whiteSpace: 'pre-line' }}>
            {appeal.answer}
          </Typography>
        </Box>
      )}
    </Stack>
  );
}
