import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useChange } from '../data/queries.js';
import { OwnChoicesDocument, WithdrawChoiceDocument, type OwnChoicesQuery, type RefusalPartsFragment } from '../gql/graphql.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { useFormats } from '../ui/format.js';
import { Refusals } from '../ui/refusals.js';
import { useFailureText } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { ChoiceTag } from './choice-tag.js';

export type OwnChoice = OwnChoicesQuery['courseChoices']['nodes'][number];

/** What of a choice is left to hope for: one that still waits when its window is over has not come to anything. */
export function fateOf({ state, period, listPlace }: OwnChoice): 'WAITING' | 'LISTED' | 'ENROLLED' | 'WITHDRAWN' | 'MISSED' {
  if (state !== 'WAITING') return state;
  if (period.choosing?.isOpen !== true) return 'MISSED';
  return listPlace === null || listPlace === undefined ? 'WAITING' : 'LISTED';
}

/** Of each class the choice that stands, or else the last one; the newest first. */
function shownOf(choices: readonly OwnChoice[]): OwnChoice[] {
  return [...new Map(choices.map((choice) => [choice.class.id, choice])).values()].toReversed();
}

export function OwnChoices({ choices }: { choices: readonly OwnChoice[] }) {
  const text = useText();
  return (
    <Stack component="section" spacing={1} aria-label={text('choosing.own')}>
      <Typography variant="h2">{text('choosing.own')}</Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1, gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))' } }}>
        {shownOf(choices).map((choice) => (
          <Card key={choice.class.id} component="li" sx={{ p: 1.5 }}>
            <OwnChoiceCard choice={choice} />
          </Card>
        ))}
      </Box>
    </Stack>
  );
}

function OwnChoiceCard({ choice }: { choice: OwnChoice }) {
  const text = useText();
  const formats = useFormats();
  const notify = useNotify();
  const failureText = useFailureText();
  const [isAsking, setAsking] = useState(false);
  const [refusals, setRefusals] = useState<readonly RefusalPartsFragment[]>([]);
  const change = useChange(WithdrawChoiceDocument, [OwnChoicesDocument] as never[]);
  const fate = fateOf(choice);
  const { name } = choice.class.course;
  const times: [label: string, time: string | null | undefined][] = [[text('choosing.chosenAt'), choice.chosenAt], [text('choosing.listedAt'), fate === 'LISTED' ? choice.listedAt : null], [text('choosing.enrolledAt'), choice.enrolledAt], [text('choosing.withdrawnAt'), choice.withdrawnAt]];
  const withdraw = (): void => {
    change.mutate(
      { input: { classId: choice.class.id } },
      {
        onSuccess: ({ withdrawChoice }) => {
          setAsking(false);
          setRefusals(withdrawChoice.refusals);
          if (withdrawChoice.refusals.length === 0) notify(text('choosing.withdrawn', { name }), { type: 'success' });
        },
        onError: (error) => {
          setAsking(false);
          notify(failureText(error), { type: 'error' });
        },
      },
    );
  };
  return (
    <Stack spacing={0.5}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start', justifyContent: 'space-between' }}>
        <Typography variant="h3">{name}</Typography>
        <ChoiceTag state={fate} label={text(`choosing.states.${fate}`)} />
      </Box>
      <Typography variant="body2" color="textSecondary">
        {text('choosing.periodDays', { number: choice.period.number, days: formats.period(choice.period.startsOn, choice.period.endsOn) })}
      </Typography>
      <Typography variant="body2" color="textSecondary" component="div">
        {times.filter(([, time]) => time !== null && time !== undefined).map(([label, time]) => (
          <div key={label}>
            {label} {formats.time(time)}
          </div>
        ))}
      </Typography>
      {fate === 'WAITING' && choice.place !== null && choice.place !== undefined && <Typography variant="body2">{text('choosing.place', { place: choice.place })}</Typography>}
      {choice.listPlace !== null && choice.listPlace !== undefined && fate === 'LISTED' && <Typography variant="body2">{text('choosing.listPlace', { place: choice.listPlace })}</Typography>}
      {fate === 'MISSED' && <Typography variant="body2">{text('choosing.missed')}</Typography>}
      {fate === 'ENROLLED' && <Typography variant="body2">{text('choosing.enrolled')}</Typography>}
      <Refusals refusals={refusals} />
      {(fate === 'WAITING' || fate === 'LISTED') && (
        <Button size="small" variant="outlined" aria-label={text('choosing.withdrawNamed', { name })} sx={{ alignSelf: 'flex-start', minHeight: 36 }} onClick={() => { setAsking(true); }}>
          {text('choosing.withdraw')}
        </Button>
      )}
      {isAsking && (
        <ConfirmDialog
          title={text('choosing.withdrawTitle')}
          explanation={text('choosing.withdrawText', { name, time: formats.time(choice.chosenAt) })}
          confirm={text('choosing.withdrawConfirm')}
          cancel={text('choosing.keep')}
          advised="cancel"
          isBusy={change.isPending}
          onConfirm={withdraw}
          onCancel={() => { setAsking(false); }}
        />
      )}
    </Stack>
  );
}
