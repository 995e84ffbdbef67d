import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useChange, useLoad } from '../data/queries.js';
import { EndSteeringMembershipDocument, SteeringGroupDocument, type SteeringMemberPartsFragment } from '../gql/graphql.js';
import { FormDialog } from '../ui/form-dialog.js';
import { DateInput } from '../ui/form-fields.js';
import { useFormats } from '../ui/format.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { Loaded } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { AppointDialog } from './appoint-dialog.js';
import { OfficeCard } from './office-card.js';

/** The steering group of a province, city or county office. */
export function SteeringCard({ officeId, today }: { officeId: string; today: string }) {
  const text = useText();
  const [isFormerShown, setFormerShown] = useState(false);
  const [isAppointing, setAppointing] = useState(false);
  const [ending, setEnding] = useState<SteeringMemberPartsFragment | null>(null);
  const query = useLoad(SteeringGroupDocument, { officeId, includeFormer: isFormerShown }, { keepPrevious: true });
  return (
    <OfficeCard
      title={text('organisation.steering')}
      actions={
        <Button
          size="small"
          variant="outlined"
          onClick={() => {
            setAppointing(true);
          }}
        >
          {text('organisation.appoint')}
        </Button>
      }
    >
      <Loaded query={query}>
        {({ steeringGroup: { members } }) =>
          members.length === 0 ? (
            <Typography variant="body2" color="textSecondary">
              {text('organisation.noSteering')}
            </Typography>
          ) : (
            <Stack component="ul" spacing={1} sx={{ listStyle: 'none', m: 0, p: 0 }}>
              {members.map((member) => (
                <Member key={member.id} member={member} today={today} onEnd={setEnding} />
              ))}
            </Stack>
          )
        }
      </Loaded>
      <FormControlLabel
        control={
          <Switch
            size="small"
            checked={isFormerShown}
            onChange={(_, isChecked) => {
              setFormerShown(isChecked);
            }}
          />
        }
        label={<Typography variant="body2">{text('organisation.showFormer')}</Typography>}
        sx={{ mt: 1, ml: 0 }}
      />
      {isAppointing && (
        <AppointDialog
          officeId={officeId}
          today={today}
          onClose={() => {
            setAppointing(false);
          }}
        />
      )}
      {ending !== null && (
        <EndDialog
          member={ending}
          today={today}
          onClose={() => {
            setEnding(null);
          }}
        />
      )}
    </OfficeCard>
  );
}

function Member({ member, today, onEnd }: { member: SteeringMemberPartsFragment; today: string; onEnd: (member: SteeringMemberPartsFragment) => void }) {
  const text = useText();
  const formats = useFormats();
  const { validFrom, validUntil } = member;
  const until = validUntil ?? null;
  const isOver = until !== null && until < today;
  return (
    <Box component="li" sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
      <Chip size="small" variant={member.post === 'LEADER' ? 'filled' : 'outlined'} label={text(`organisation.posts.${member.post}`)} sx={{ minWidth: 64 }} />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography variant="body2" sx={{ fontWeight: 600 }}>
          {member.name}
        </Typography>
        <Typography variant="caption" color="textSecondary" component="div">
          {[member.unit, until === null ? text('organisation.term', { from: formats.date(validFrom) }) : text('organisation.termUntil', { from: formats.date(validFrom), until: formats.date(until) })].filter((part) => part !== '').join(' · ')}
        </Typography>
      </Box>
      {!isOver && (
        <Button
          size="small"
          aria-label={text('organisation.endTermOf', { name: member.name })}
          onClick={() => {
            onEnd(member);
          }}
        >
          {text('organisation.endTerm')}
        </Button>
      )}
    </Box>
  );
}

function EndDialog({ member, today, onClose }: { member: SteeringMemberPartsFragment; today: string; onClose: () => void }) {
  const text = useText();
  const notify = useNotify();
  const [lastDay, setLastDay] = useState(today);
  const end = useChange(EndSteeringMembershipDocument, [SteeringGroupDocument]);
  const refusals = end.data?.endSteeringMembership.refusals ?? [];
  const send = (): void => {
    end.mutate(
      { input: { memberId: member.id, expectedVersion: member.version, lastDay } },
      {
        onSuccess: ({ endSteeringMembership }) => {
          if (endSteeringMembership.refusals.length > 0) return;
          notify(text('organisation.endDone', { name: member.name }));
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog title={text('organisation.endTitle', { name: member.name })} submit={text('organisation.endTerm')} isBusy={end.isPending} error={end.error} refusals={withoutField(refusals, 'lastDay')} onSubmit={send} onClose={onClose}>
      <DateInput label={text('organisation.lastDay')} value={lastDay} onChange={setLastDay} problem={refusalOf(refusals, 'lastDay')} />
    </FormDialog>
  );
}
