import HowToRegIcon from '@mui/icons-material/HowToRegOutlined';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useConnection } from '../data/queries.js';
import { ExportMenu } from '../exchange/export-menu.js';
import { ChiefTutorRecommendationsDocument, type RecommendationPartsFragment, type RecommendationState } from '../gql/graphql.js';
import { useAddress } from '../ui/address.js';
import { ConnectionTable } from '../ui/data-table.js';
import { useFormats } from '../ui/format.js';
import { Page } from '../ui/page.js';
import { EmptyState } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { ChooseDialog, RecommendDialog, WithdrawDialog } from './chief-tutor-dialogs.js';
import { useToday } from './use-today.js';
import { useViewer } from './viewer.js';

const STATES: readonly RecommendationState[] = ['RECOMMENDED', 'APPOINTED', 'WITHDRAWN'];

/** Whom the cities recommend as chief subject tutors, and who of them was appointed. */
export function ChiefTutorsPage() {
  const text = useText();
  const formats = useFormats();
  const viewer = useViewer();
  const days = useToday();
  const [params, change] = useAddress();
  const [isRecommending, setRecommending] = useState(false);
  const [acting, setActing] = useState<{ act: 'CHOOSE' | 'WITHDRAW'; recommendation: RecommendationPartsFragment } | null>(null);
  const state = STATES.find((one) => one === params.get('state')) ?? null;
  const recommendations = useConnection(ChiefTutorRecommendationsDocument, { first: 50, state }, (result) => result.chiefTutorRecommendations, { keepPrevious: true });
  const officeId = viewer?.office?.id ?? null;
  const canRecommend = viewer?.viewerCanRecommendChiefTutors === true && officeId !== null;
  const close = (): void => {
    setActing(null);
    setRecommending(false);
  };
  const nameOf = (row: RecommendationPartsFragment): string => row.person?.name ?? text('posts.moved');
  return (
    <Page
      title={text('posts.chiefTutors')}
      subtitle={text('posts.chiefIntro')}
      actions={
        <>
          <ExportMenu list="recommendations" label={text('ui.export')} filter={{ state }} />
          {canRecommend && (
            <Button
              variant="contained"
              onClick={() => {
                setRecommending(true);
              }}
            >
              {text('posts.recommend')}
            </Button>
          )}
        </>
      }
    >
      <TextField
        select
        label={text('posts.state')}
        value={state ?? ''}
        onChange={(event) => {
          change({ state: event.target.value });
        }}
        slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
        sx={{ minWidth: 160, width: { xs: '100%', sm: 'auto' }, mb: 2 }}
      >
        <MenuItem value="">{text('posts.allStates')}</MenuItem>
        {STATES.map((one) => (
          <MenuItem key={one} value={one}>
            {text(`posts.states.${one}`)}
          </MenuItem>
        ))}
      </TextField>
      <ConnectionTable
        label={text('posts.chiefList')}
        connection={recommendations}
        rowKey={(row) => row.id}
        empty={<EmptyState icon={<HowToRegIcon />} title={text('posts.noRecommendations')} next={text('posts.noRecommendationsNext')} />}
        columns={[
          { key: 'person', label: text('posts.person'), cell: (row) => `${nameOf(row)} · ${text(`people.subjects.${row.subject}`)}` },
          { key: 'basis', label: text('posts.basis'), cell: (row) => <Basis recommendation={row} /> },
          { key: 'reason', label: text('posts.recommendReason'), cell: (row) => row.reason },
          { key: 'by', label: text('posts.recommendedBy'), cell: (row) => `${row.office.name} · ${row.recommendedByName} · ${formats.date(row.recommendedAt)}` },
          { key: 'state', label: text('posts.state'), cell: (row) => <State recommendation={row} /> },
        ]}
        actions={(row) =>
          row.state === 'RECOMMENDED' && (
            <Stack direction="row" spacing={1}>
              {viewer?.viewerCanAppointChiefTutors === true && (
                <Button size="small" aria-label={text('posts.chooseNamed', { name: nameOf(row) })} onClick={() => { setActing({ act: 'CHOOSE', recommendation: row }); }}>
                  {text('posts.choose')}
                </Button>
              )}
              {canRecommend && row.office.id === officeId && (
                <Button size="small" color="error" aria-label={text('posts.withdrawNamed', { name: nameOf(row) })} onClick={() => { setActing({ act: 'WITHDRAW', recommendation: row }); }}>
                  {text('posts.withdraw')}
                </Button>
              )}
            </Stack>
          )
        }
      />
      {isRecommending && officeId !== null && <RecommendDialog officeId={officeId} onClose={close} />}
      {acting?.act === 'CHOOSE' && days !== null && <ChooseDialog recommendation={acting.recommendation} today={days.today} onClose={close} />}
      {acting?.act === 'WITHDRAW' && <WithdrawDialog recommendation={acting.recommendation} onClose={close} />}
    </Page>
  );
}

function Basis({ recommendation: { standings, eligibility, title } }: { recommendation: RecommendationPartsFragment }) {
  const text = useText();
  return (
    <div>
      {standings.map((one) => text(`posts.standing.${one}`)).join(text('posts.comma'))}
      <Typography variant="caption" component="div" color="textSecondary">
        {[...(eligibility.isPreferred ? [text('posts.preferred')] : []), ...(title === null || title === undefined ? [] : [text('posts.titleOnRecord', { title })])].join(' · ')}
      </Typography>
    </div>
  );
}

function State({ recommendation: { state, appointment, settledReason } }: { recommendation: RecommendationPartsFragment }) {
  const text = useText();
  return (
    <div>
      {text(`posts.states.${state}`)}
      <Typography variant="caption" component="div" color="textSecondary">
        {appointment === null || appointment === undefined ? settledReason : text('posts.number', { number: appointment.number })}
      </Typography>
    </div>
  );
}
