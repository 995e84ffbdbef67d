import EmojiEventsIcon from '@mui/icons-material/EmojiEventsOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { useViewer } from '../access/viewer.js';
import { useConnection } from '../data/queries.js';
import { ExportMenu } from '../exchange/export-menu.js';
import { NominationCandidatesDocument, NominationsDocument, type CandidatePartsFragment, type NominatedEnrolmentFragment, type NominationPartsFragment, type NominationState } from '../gql/graphql.js';
import { OfficeChoice } from '../offices/office-choice.js';
import { PeriodChoice } from '../programmes/period.js';
import { useAddress } from '../ui/address.js';
import { ConnectionTable, type Column } from '../ui/data-table.js';
import { useFormats } from '../ui/format.js';
import { Page } from '../ui/page.js';
import { SearchField } from '../ui/search-field.js';
import { EmptyState } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { NominateDialog } from './nominate-dialog.js';
import { SettleDialog, type Settling } from './settle-dialog.js';

const STATES: readonly NominationState[] = ['NOMINATED', 'COMMENDED', 'DECLINED', 'WITHDRAWN'];
const PAGE = 25;

/** Who could be commended, and who was recommended: two lists under one heading. */
export function NominationsPage() {
  const text = useText();
  const viewer = useViewer();
  const [params, change] = useAddress();
  const isChief = viewer?.viewerCanNominate === true;
  const tab = isChief && params.get('tab') !== 'nominations' ? 'candidates' : 'nominations';
  const search = params.get('q') ?? '';
  const officeId = params.get('office');
  const periodId = params.get('period');
  const state = STATES.find((one) => one === params.get('state')) ?? null;
  return (
    <Page
      title={text('excellence.title')}
      subtitle={text(`excellence.${tab}Intro`)}
      actions={tab === 'candidates' ? <ExportMenu list="nominationcandidates" label={text('ui.export')} filter={{ search, periodId }} /> : <ExportMenu list="nominations" label={text('ui.export')} filter={{ search, periodId, officeId, state }} />}
    >
      {isChief && (
        <Tabs value={tab} aria-label={text('excellence.title')} component="nav" sx={{ mb: 2, borderBottom: 1, borderColor: 'divider' }}>
          <Tab value="candidates" component={Link} to="/nominations" label={text('excellence.tabs.candidates')} />
          <Tab value="nominations" component={Link} to="/nominations?tab=nominations" label={text('excellence.tabs.nominations')} />
        </Tabs>
      )}
      <Stack direction="row" useFlexGap spacing={1.5} role="search" sx={{ mb: 2, flexWrap: 'wrap' }}>
        <SearchField label={text('excellence.search')} value={search} onSearch={(value) => { change({ q: value }); }} />
        <PeriodChoice value={periodId} onChange={(id) => { change({ period: id }); }} />
        {tab === 'nominations' && viewer?.viewerCanBrowseOffices === true && <OfficeChoice label={text('excellence.office')} value={officeId} onChange={(id) => { change({ office: id }); }} />}
        {tab === 'nominations' && (
          <TextField select label={text('excellence.state')} value={state ?? 'ANY'} sx={{ width: { xs: '100%', sm: 'auto' }, minWidth: 140 }} onChange={(event) => { change({ state: event.target.value === 'ANY' ? null : event.target.value }); }}>
            <MenuItem value="ANY">{text('excellence.anyState')}</MenuItem>
            {STATES.map((one) => (
              <MenuItem key={one} value={one}>
                {text(`excellence.states.${one}`)}
              </MenuItem>
            ))}
          </TextField>
        )}
      </Stack>
      {tab === 'candidates' ? <Candidates filter={{ search: search === '' ? null : search, periodId }} /> : <Nominations filter={{ search: search === '' ? null : search, periodId, officeId, state }} />}
    </Page>
  );
}

/** Whose result it is; the training number tells namesakes apart. */
function useLearnerColumns(): readonly [Column<{ enrolment: NominatedEnrolmentFragment }>, Column<{ enrolment: NominatedEnrolmentFragment }>] {
  const text = useText();
  return [
    { key: 'name', label: text('excellence.learner'), cell: ({ enrolment: { learner } }) => <Told first={learner.name} then={[learner.trainingNumber]} isShort /> },
    { key: 'school', label: text('excellence.school'), cell: ({ enrolment }) => <Told first={enrolment.school.name} then={[enrolment.class.name]} /> },
  ];
}

function Candidates({ filter }: { filter: { search: string | null; periodId: string | null } }) {
  const text = useText();
  const formats = useFormats();
  const columns = useLearnerColumns();
  const [chosen, setChosen] = useState<CandidatePartsFragment | null>(null);
  const candidates = useConnection(NominationCandidatesDocument, { ...filter, first: PAGE }, (result) => result.nominationCandidates, { topic: 'submissions', keepPrevious: true });
  return (
    <>
      <ConnectionTable
        label={text('excellence.candidateList')}
        connection={candidates}
        rowKey={(row) => row.enrolment.id}
        columns={[
          ...columns,
          { key: 'total', label: text('excellence.total'), numeric: true, cell: (row: CandidatePartsFragment) => formats.points(row.total) },
          { key: 'finishedAt', label: text('excellence.finishedAt'), cell: (row: CandidatePartsFragment) => formats.time(row.finishedAt) },
          { key: 'posts', label: text('excellence.posts'), numeric: true, cell: (row: CandidatePartsFragment) => formats.integer(row.posts) },
          { key: 'replies', label: text('excellence.replies'), numeric: true, cell: (row: CandidatePartsFragment) => formats.integer(row.replies) },
          { key: 'excellent', label: text('excellence.excellentAssignments'), numeric: true, cell: (row: CandidatePartsFragment) => formats.integer(row.excellentAssignments) },
        ]}
        actions={(row) => (
          <Button size="small" aria-label={text('excellence.nominateNamed', { name: row.enrolment.learner.name })} onClick={() => { setChosen(row); }}>
            {text('excellence.nominate')}
          </Button>
        )}
        empty={<EmptyState icon={<EmojiEventsIcon />} title={text('excellence.noCandidates')} next={text('excellence.noCandidatesNext')} />}
      />
      {chosen !== null && <NominateDialog candidate={chosen} onClose={() => { setChosen(null); }} />}
    </>
  );
}

function Nominations({ filter }: { filter: { search: string | null; periodId: string | null; officeId: string | null; state: NominationState | null } }) {
  const text = useText();
  const formats = useFormats();
  const columns = useLearnerColumns();
  const [chosen, setChosen] = useState<{ nomination: NominationPartsFragment; act: Settling } | null>(null);
  const nominations = useConnection(NominationsDocument, { ...filter, first: PAGE }, (result) => result.nominations, { topic: 'submissions', keepPrevious: true });
  const actsOf = ({ viewerCanDecide, viewerCanWithdraw }: NominationPartsFragment): readonly Settling[] => [...(viewerCanDecide ? (['commend', 'decline'] as const) : []), ...(viewerCanWithdraw ? (['withdraw'] as const) : [])];
  return (
    <>
      <ConnectionTable
        label={text('excellence.nominationList')}
        connection={nominations}
        rowKey={(row) => row.id}
        columns={[
          ...columns,
          { key: 'total', label: text('excellence.total'), numeric: true, cell: (row: NominationPartsFragment) => formats.points(row.total) },
          { key: 'by', label: text('excellence.by'), cell: (row: NominationPartsFragment) => <Told first={row.byName} then={[formats.time(row.at)]} isShort /> },
          { key: 'reason', label: text('excellence.reason'), cell: (row: NominationPartsFragment) => <Told first={row.reason} then={[]} /> },
          { key: 'state', label: text('excellence.outcome'), cell: (row: NominationPartsFragment) => <Told first={text(`excellence.states.${row.state}`)} then={row.settledAt == null ? [] : [text('excellence.settledBy', { name: row.settledByName ?? '—', time: formats.time(row.settledAt) }), row.settledReason ?? '—']} /> },
        ]}
        actions={(nomination) =>
          actsOf(nomination).length === 0 ? null : (
            <Stack direction="row" spacing={0.5}>
              {actsOf(nomination).map((act) => (
                <Button key={act} size="small" color={act === 'commend' ? 'primary' : 'inherit'} sx={{ whiteSpace: 'nowrap' }} aria-label={text(`excellence.${act}Named`, { name: nomination.enrolment.learner.name })} onClick={() => { setChosen({ nomination, act }); }}>
                  {text(`excellence.${act}`)}
                </Button>
              ))}
            </Stack>
          )
        }
        empty={<EmptyState icon={<EmojiEventsIcon />} title={text('excellence.noNominations')} next={text('excellence.noNominationsNext')} />}
      />
      {chosen !== null && <SettleDialog {...chosen} onClose={() => { setChosen(null); }} />}
    </>
  );
}

/** Lines below each other, broken where a line of the table would push the acts out of sight. */
function Told({ first, then, isShort = false }: { first: string; then: readonly string[]; isShort?: boolean }) {
  return (
    <Box sx={isShort ? { whiteSpace: 'nowrap' } : { whiteSpace: 'normal', maxWidth: { sm: 280 } }}>
      {first}
      {then.map((line) => (
        <Typography key={line} component="div" variant="caption" color="textSecondary">
          {line}
        </Typography>
      ))}
    </Box>
  );
}
