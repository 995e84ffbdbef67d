import BlockIcon from '@mui/icons-material/Block';
import ScheduleIcon from '@mui/icons-material/Schedule';
import CheckCircleIcon from '@mui/icons-material/CheckCircleOutlined';
import HistoryIcon from '@mui/icons-material/History';
import RuleIcon from '@mui/icons-material/Rule';
import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useLoad } from '../data/queries.js';
import { ProgrammeRulesDocument, type ProgrammeRulesQuery, type RuleVersionState } from '../gql/graphql.js';
import { BackTestCard } from '../scoring/back-test-card.js';
import { useAddress } from '../ui/address.js';
import { MISSING, useFormats } from '../ui/format.js';
import { Page } from '../ui/page.js';
import { SectionCard } from '../ui/section-card.js';
import { EmptyState, Loaded } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { Calendar } from './calendar.js';
import { RuleActions } from './rule-actions.js';
import { RuleDraftView, type ChosenFile } from './rule-draft-view.js';
import { Differences, Statements, Unsupported } from './rule-sections.js';

type Programme = ProgrammeRulesQuery['programmes'][number];
type Version = Programme['ruleVersions'][number];

const ICONS: Record<RuleVersionState, typeof HistoryIcon> = { IN_FORCE: CheckCircleIcon, UPCOMING: ScheduleIcon, PAST: HistoryIcon, REPLACED: BlockIcon };

/** What a programme asks, clause by clause; the programme and its version stand in the address. */
export function RulesPage() {
  const text = useText();
  const query = useLoad(ProgrammeRulesDocument, {}, { staleTime: 60_000 });
  return (
    <Page title={text('programmes.rules.title')} subtitle={text('programmes.rules.subtitle')}>
      <Loaded query={query}>{({ programmes }) => <Rules programmes={programmes} />}</Loaded>
    </Page>
  );
}

function Rules({ programmes }: { programmes: readonly Programme[] }) {
  const text = useText();
  const formats = useFormats();
  const [params, change] = useAddress();
  const [file, setFile] = useState<ChosenFile | null>(null);
  const programme = programmes.find(({ code }) => code === params.get('programme')) ?? programmes.find(({ state, ruleVersions }) => state !== 'CANCELLED' && state !== 'ARCHIVED' && ruleVersions.length > 0) ?? programmes[0];
  const versions = programme?.ruleVersions ?? [];
  // The one that holds today; where none does, the next one.
  const version = versions.find((one) => String(one.version) === params.get('version')) ?? versions.find(({ state }) => state === 'IN_FORCE') ?? versions[0];
  if (programme === undefined) return <EmptyState icon={<RuleIcon />} title={text('programmes.rules.none')} next={text('programmes.rules.noneNext')} />;
  if (file !== null) {
    return (
      <RuleDraftView
        programme={programme}
        file={file}
        onFile={setFile}
        onClose={(saved) => {
          setFile(null);
          if (saved !== null) change({ programme: programme.code, version: String(saved) });
        }}
      />
    );
  }
  return (
    <Stack spacing={2} sx={{ maxWidth: 960 }}>
      <Box sx={{ display: 'flex', flexDirection: { xs: 'column', sm: 'row' }, gap: 2 }}>
        <TextField
          select
          label={text('programmes.rules.programme')}
          value={programme.code}
          sx={{ flex: { sm: '1 1 320px' }, minWidth: 0 }}
          onChange={(event) => {
            change({ programme: event.target.value, version: null });
          }}
        >
          {programmes.map(({ id, code, name }) => (
            <MenuItem key={id} value={code} sx={{ whiteSpace: 'normal' }}>
              {name}
            </MenuItem>
          ))}
        </TextField>
        {version !== undefined && <TextField
          select
          label={text('programmes.rules.version')}
          value={String(version.version)}
          sx={{ flex: { sm: '0 1 320px' } }}
          onChange={(event) => {
            change({ programme: programme.code, version: event.target.value });
          }}
        >
          {versions.map((one) => (
            <MenuItem key={one.version} value={String(one.version)}>
              {text('programmes.rules.versionFrom', { version: one.version, date: formats.date(one.effectiveFrom) })}
            </MenuItem>
          ))}
        </TextField>}
      </Box>
      <RuleActions programme={programme} version={version?.version ?? null} onFile={setFile} />
      {version === undefined ? (
        <EmptyState icon={<RuleIcon />} title={text('programmes.rules.none')} next={text(programme.viewerCanManageRules ? 'programmes.rules.noneOwnNext' : 'programmes.rules.noneNext')} />
      ) : (
        <Shown programme={programme} version={version} />
      )}
    </Stack>
  );
}

function Shown({ programme, version }: { programme: Programme; version: Version }) {
  const text = useText();
  // Offices set their days inside the version in force, or inside the first that will be.
  const isHolding = version.state === 'IN_FORCE' || !programme.ruleVersions.some(({ state, version: other }) => state === 'IN_FORCE' || (state === 'UPCOMING' && other < version.version));
  return (
    <>
      <Heading programme={programme} version={version} />
      <Calendar programmeId={programme.id} days={version.days} own={isHolding ? programme.ownWindows : []} periods={version.state === 'IN_FORCE' ? programme.periods : []} />
      {programme.viewerCanManageRules && version.state === 'UPCOMING' && <BackTestCard rules={{ programmeId: programme.id, version: version.version }} />}
      {version.version > 1 && <Differences title={text('programmes.rules.differences', { version: version.version - 1 })} version={version} />}
      <Statements version={version} />
      <Unsupported version={version} />
    </>
  );
}

function Heading({ programme, version }: { programme: Programme; version: Version }) {
  const text = useText();
  const formats = useFormats();
  const Icon = ICONS[version.state];
  const count = version.statements.filter(({ isSupported }) => !isSupported).length;
  const facts: [label: string, value: string][] = [
    [text('programmes.rules.code'), programme.code],
    [text('programmes.rules.kind'), text(`programmes.rules.kinds.${version.kind}`)],
    [text('programmes.rules.effectiveFrom'), formats.date(version.effectiveFrom)],
    [text('programmes.rules.notice'), [version.noticeTitle, version.noticeNumber].filter((one) => one != null).join(' · ') || MISSING],
    [text('programmes.rules.issued'), [version.noticeIssuer, version.noticePublishedOn == null ? null : formats.date(version.noticePublishedOn)].filter((one) => one != null).join(' · ') || text('programmes.rules.notSaid')],
    [text('programmes.rules.statements'), text('programmes.rules.counted', { all: version.statements.length, unsupported: count })],
  ];
  return (
    <SectionCard title={programme.name}>
      <Chip size="small" variant="outlined" color={version.state === 'IN_FORCE' ? 'success' : 'default'} icon={<Icon />} label={text(`programmes.rules.states.${version.state}`)} sx={{ mb: 1.5 }} />
      {version.state === 'UPCOMING' && programme.viewerCanManageRules && programme.ruleVersions.some(({ state }) => state === 'IN_FORCE') && (
        <Typography variant="body2" color="textSecondary" sx={{ mb: 1.5 }}>
          {text('programmes.rules.takeBack')}
        </Typography>
      )}
      <Box component="dl" sx={{ m: 0, display: 'grid', gridTemplateColumns: { xs: '1fr', sm: 'max-content 1fr' }, columnGap: 2, rowGap: { xs: 0, sm: 0.5 } }}>
        {facts.map(([label, value]) => (
          <Box key={label} sx={{ display: 'contents' }}>
            <Typography component="dt" variant="body2" color="textSecondary">
              {label}
            </Typography>
            <Typography component="dd" variant="body2" sx={{ m: 0, mb: { xs: 1, sm: 0 }, overflowWrap: 'anywhere' }}>
              {value}
            </Typography>
          </Box>
        ))}
      </Box>
    </SectionCard>
  );
}
