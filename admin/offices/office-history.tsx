import CancelIcon from '@mui/icons-material/CancelOutlined';
import CheckCircleIcon from '@mui/icons-material/CheckCircleOutlined';
import ErrorIcon from '@mui/icons-material/ErrorOutlined';
import ScheduleIcon from '@mui/icons-material/Schedule';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState, type ReactElement } from 'react';
import { useLoad } from '../data/queries.js';
import { OfficeHistoryDocument, type OfficeChangePartsFragment, type OfficeChangeState } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { Loaded } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { CancelPlanDialog, useChangeSentence } from './cancel-plan-dialog.js';
import { OfficeCard } from './office-card.js';

const STATE_ICONS: Record<OfficeChangeState, ReactElement> = { PLANNED: <ScheduleIcon />, APPLIED: <CheckCircleIcon />, CANCELLED: <CancelIcon />, REFUSED: <ErrorIcon /> };
const STATE_COLOURS = { PLANNED: 'info', APPLIED: 'success', CANCELLED: 'default', REFUSED: 'warning' } as const satisfies Record<OfficeChangeState, string>;

export function OfficeHistory({ officeId }: { officeId: string }) {
  const text = useText();
  const query = useLoad(OfficeHistoryDocument, { id: officeId });
  const [cancelling, setCancelling] = useState<OfficeChangePartsFragment | null>(null);
  return (
    <OfficeCard title={text('organisation.history')}>
      <Loaded query={query}>
        {({ office }) =>
          (office?.history ?? []).length === 0 ? (
            <Typography variant="body2" color="textSecondary">
              {text('organisation.noHistory')}
            </Typography>
          ) : (
            <Stack component="ol" spacing={1.5} sx={{ listStyle: 'none', m: 0, p: 0 }}>
              {office?.history.map((change) => <Entry key={change.id} change={change} officeId={officeId} onCancel={setCancelling} />)}
            </Stack>
          )
        }
      </Loaded>
      {cancelling !== null && (
        <CancelPlanDialog
          change={cancelling}
          officeId={officeId}
          onClose={() => {
            setCancelling(null);
          }}
        />
      )}
    </OfficeCard>
  );
}

function Entry({ change, officeId, onCancel }: { change: OfficeChangePartsFragment; officeId: string; onCancel: (change: OfficeChangePartsFragment) => void }) {
  const text = useText();
  const formats = useFormats();
  const sentence = useChangeSentence(officeId);
  const { state, note } = change;
  return (
    <Box component="li" sx={{ borderLeft: 2, borderColor: 'divider', pl: 1.5 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <Typography sx={{ fontWeight: 600 }}>{formats.date(change.effectiveOn)}</Typography>
        <Chip size="small" variant="outlined" color={STATE_COLOURS[state]} icon={STATE_ICONS[state]} label={text(`organisation.changeStates.${state}`)} />
      </Box>
      <Typography variant="body2">{sentence(change)}</Typography>
      <Typography variant="body2" color="textSecondary">
        {change.reason}
      </Typography>
      {(state === 'CANCELLED' || state === 'REFUSED') && <Typography variant="body2">{text(`organisation.noteOf.${state}`, { note: note ?? '' })}</Typography>}
      <Typography variant="caption" color="textSecondary" component="div">
        {text('organisation.recordedBy', { name: change.byName, time: formats.time(change.recordedAt) })}
      </Typography>
      {change.viewerCanCancel && (
        <Button
          size="small"
          onClick={() => {
            onCancel(change);
          }}
          sx={{ ml: -0.5 }}
        >
          {text('organisation.cancelPlan')}
        </Button>
      )}
    </Box>
  );
}
