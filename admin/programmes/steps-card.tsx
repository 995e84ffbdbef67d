import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ProgrammePartsFragment } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { SectionCard } from '../ui/section-card.js';
import { useText } from '../ui/text.js';
import { StateChip } from './state-chip.js';

/** How it came to where it stands: the latest step first. */
export function StepsCard({ programme }: { programme: ProgrammePartsFragment }) {
  const text = useText();
  const formats = useFormats();
  const { steps } = programme.life;
  if (steps.length === 0) return null;
  return (
    <SectionCard title={text('programmeLife.steps')}>
      <Box component="ol" reversed sx={{ listStyle: 'none', m: 0, p: 0, borderLeft: 2, borderColor: 'divider' }}>
        {steps.toReversed().map(({ number, act, to, reason, byName, at }) => (
          <Box component="li" key={number} sx={{ pl: 2, pb: 1.5 }}>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
              <Typography variant="body2" sx={{ fontWeight: 600 }}>
                {text(act == null ? 'programmeLife.begun' : `programmeLife.acts.${act}`)}
              </Typography>
              <StateChip state={to} />
            </Box>
            <Typography variant="caption" component="p" color="textSecondary">
              {byName == null ? formats.time(at) : text('programmeLife.by', { name: byName === '' ? text('programmeLife.byCalendar') : byName, at: formats.time(at) })}
            </Typography>
            {reason !== '' && (
              <Typography variant="body2" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                {reason}
              </Typography>
            )}
          </Box>
        ))}
      </Box>
    </SectionCard>
  );
}
