import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { Link as RouteLink, useParams } from 'react-router-dom';
import { useViewer } from '../access/viewer.js';
import { useLoad } from '../data/queries.js';
import { ProgrammePageDocument, type ProgrammeAct, type ProgrammePartsFragment } from '../gql/graphql.js';
import { MISSING, useFormats } from '../ui/format.js';
import { Facts } from '../ui/facts.js';
import { Page } from '../ui/page.js';
import { SectionCard } from '../ui/section-card.js';
import { Loaded } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { ActDialog } from './act-dialog.js';
import { ContactsCard } from './contacts-card.js';
import { FilesCard } from './files-card.js';
import { RenameDialog } from './rename-dialog.js';
import { RepliesCard } from './replies-card.js';
import { StateChip } from './state-chip.js';
import { StepsCard } from './steps-card.js';
import { TextCards } from './text-cards.js';

/** One programme: what it is, how it came about, and what I can do about it. */
export function ProgrammePage() {
  const text = useText();
  const { id = '' } = useParams();
  const query = useLoad(ProgrammePageDocument, { id });
  return (
    <Loaded query={query}>
      {({ programme }) => {
        // Who has something to answer finds it first.
        const isAsked = programme.life.viewerCanReply || programme.life.viewerCanNameContacts;
        return (
          <Page
            title={programme.name}
            subtitle={
              <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
                <StateChip state={programme.state} />
                <span>{[programme.code, text('programmeLife.year') + ` ${programme.year}`, programme.life.organiserName ?? text('programmeLife.elsewhere')].join(' · ')}</span>
              </Box>
            }
            actions={<Acts programme={programme} />}
          >
            <Box sx={{ display: 'grid', gap: 2, alignItems: 'start', gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) 372px' } }}>
              <Stack spacing={2} sx={{ minWidth: 0 }}>
                {programme.life.viewerCanSeeReplies && isAsked && <RepliesCard programme={programme} />}
                <TextCards programme={programme} />
                {programme.life.viewerCanSeeReplies && !isAsked && <RepliesCard programme={programme} />}
              </Stack>
              <Stack spacing={2} sx={{ minWidth: 0 }}>
                <Glance programme={programme} />
                <FilesCard programme={programme} />
                <ContactsCard programme={programme} />
                <StepsCard programme={programme} />
              </Stack>
            </Box>
          </Page>
        );
      }}
    </Loaded>
  );
}

/** What ends something is no main way on. */
const QUIET: readonly ProgrammeAct[] = ['RECALL', 'RETURN', 'CANCEL'];

function Acts({ programme }: { programme: ProgrammePartsFragment }) {
  const text = useText();
  const viewer = useViewer();
  const [chosen, setChosen] = useState<ProgrammeAct | null>(null);
  const [isRenaming, setRenaming] = useState(false);
  const acts = programme.life.viewerActs.toSorted((one, other) => Number(QUIET.includes(other)) - Number(QUIET.includes(one)));
  return (
    <>
      <Button component={RouteLink} to={`/programmes/rules?programme=${encodeURIComponent(programme.code)}`} variant="outlined">
        {text('programmeLife.rules')}
      </Button>
      {viewer?.viewerCanBrowseNominations === true && (
        <Button component={RouteLink} to="/nominations" variant="outlined">
          {text('excellence.title')}
        </Button>
      )}
      {programme.life.viewerCanRename && (
        <Button variant="outlined" onClick={() => { setRenaming(true); }}>
          {text('programmeLife.rename')}
        </Button>
      )}
      {acts.map((act) => (
        <Button key={act} variant={QUIET.includes(act) ? 'outlined' : 'contained'} color={act === 'CANCEL' ? 'error' : 'primary'} onClick={() => { setChosen(act); }}>
          {text(`programmeLife.acts.${act}`)}
        </Button>
      ))}
      {isRenaming && <RenameDialog programme={programme} onClose={() => { setRenaming(false); }} />}
      {chosen !== null && <ActDialog programme={programme} act={chosen} onClose={() => { setChosen(null); }} />}
    </>
  );
}

function Glance({ programme }: { programme: ProgrammePartsFragment }) {
  const text = useText();
  const formats = useFormats();
  const { life, ruleVersion, sameSeries } = programme;
  const facts: [string, React.ReactNode][] = [
    [text('programmeLife.runs'), life.runsFrom == null || life.runsUntil == null ? MISSING : formats.period(life.runsFrom, life.runsUntil)],
    [text('programmeLife.rules'), ruleVersion === 0 ? text('programmeLife.noRules') : <Link component={RouteLink} to={`/programmes/rules?programme=${encodeURIComponent(programme.code)}`}>{text('programmeLife.rulesInForce', { version: ruleVersion })}</Link>],
    ...(life.joinUntil == null ? [] : [[text('programmeLife.joinUntil'), formats.date(life.joinUntil)] satisfies [string, string]]),
    ...(life.contactsUntil == null ? [] : [[text('programmeLife.contactsUntil'), formats.date(life.contactsUntil)] satisfies [string, string]]),
    [text('programmeLife.sameSeries'), sameSeries.length === 0 ? MISSING : sameSeries.map(({ id, year, state }) => <Box key={id}><Link component={RouteLink} to={`/programmes/${id}`}>{`${year} · ${text(`programmeLife.states.${state}`)}`}</Link></Box>)],
  ];
  return (
    <SectionCard title={text('programmeLife.facts')}>
      <Facts facts={facts} />
    </SectionCard>
  );
}
