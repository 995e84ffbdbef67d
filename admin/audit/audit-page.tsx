import HistoryIcon from '@mui/icons-material/ManageSearch';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { useNavigate, useParams } from 'react-router-dom';
import { useConnection } from '../data/queries.js';
import { AuditEventsDocument, type AuditEventPartsFragment } from '../gql/graphql.js';
import { OfficeChoice } from '../offices/office-choice.js';
import { useAddress } from '../ui/address.js';
import { ConnectionTable } from '../ui/data-table.js';
import { ExportMenu } from '../exchange/export-menu.js';
import { DateInput } from '../ui/form-fields.js';
import { MISSING, useFormats } from '../ui/format.js';
import { Page } from '../ui/page.js';
import { EmptyState } from '../ui/states.js';
import { useText, type Text } from '../ui/text.js';
import { ActChoice } from './act-choice.js';
import { ActorChoice } from './actor-choice.js';
import { EventDrawer } from './event-drawer.js';
import { SealTag } from './seal-tag.js';
import { actorText, exactTime } from './told.js';

/** The trail of years is long: it begins with the last days, and whoever wants more clears the day. */
const DAYS_AT_FIRST = 7;
/** Stands in the address where the first day was emptied. */
const ANY_DAY = 'any';
const DAY_MS = 86_400_000;

/** Acts happen in real time, whatever the programmes' clock says. */
function dayInShanghai(ms: number): string {
  return new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** The server counts this far and no further. */
const TOTAL_AT_MOST = 10_000;

export function AuditPage() {
  const text = useText();
  const formats = useFormats();
  const navigate = useNavigate();
  const { id } = useParams();
  const [params, change] = useAddress();
  const asked = params.get('from') ?? dayInShanghai(Date.now() - DAYS_AT_FIRST * DAY_MS);
  const from = asked === ANY_DAY ? '' : asked;
  const until = params.get('until') ?? '';
  const filter = {
    officeId: params.get('office'),
    personId: params.get('person'),
    act: params.get('act'),
    from: from === '' ? null : `${from}T00:00:00+08:00`,
    until: until === '' ? null : `${dayInShanghai(Date.parse(`${until}T00:00:00+08:00`) + DAY_MS)}T00:00:00+08:00`,
  };
  const events = useConnection(AuditEventsDocument, { ...filter, first: 50 }, (result) => result.auditEvents, { keepPrevious: true });
  const search = params.size === 0 ? '' : `?${params.toString()}`;
  return (
    <Page title={text('audit.title')} subtitle={text('audit.intro')} actions={<ExportMenu list="audit" label={text('ui.export')} filter={filter} />}>
      <Stack direction="row" useFlexGap spacing={1.5} role="search" sx={{ flexWrap: 'wrap', alignItems: 'flex-start', mb: 2 }}>
        <Day label={text('audit.from')} value={from} help={text('audit.anyDay')} onChange={(day) => { change({ from: day === '' ? ANY_DAY : day }); }} />
        <Day label={text('audit.until')} value={until} help={text('audit.untilHelp')} onChange={(day) => { change({ until: day }); }} />
        <ActorChoice value={filter.personId} onChange={(person) => { change({ person }); }} />
        <ActChoice value={filter.act} onChange={(act) => { change({ act }); }} />
        <OfficeChoice label={text('audit.office')} value={filter.officeId} onChange={(office) => { change({ office }); }} />
      </Stack>
      <ConnectionTable
        label={text('audit.list')}
        connection={events}
        totalAtMost={TOTAL_AT_MOST}
        rowKey={(row) => row.id}
        href={(row) => `/audit/${encodeURIComponent(row.id)}${search}`}
        columns={[
          { key: 'title', label: text('audit.act'), cell: (row) => row.title },
          { key: 'at', label: text('audit.at'), cell: (row) => <Box component="span" sx={{ whiteSpace: { sm: 'nowrap' } }}>{exactTime(row.at, formats)}</Box> },
          { key: 'who', label: text('audit.who'), cell: (row) => actorText(row, text) },
          { key: 'role', label: text('audit.role'), isEmpty: (row) => row.role == null, cell: (row) => (row.role == null ? MISSING : text(`access.role.${row.role}`)) },
          { key: 'office', label: text('audit.office'), isEmpty: (row) => row.office == null, cell: (row) => row.office?.name ?? MISSING },
          { key: 'subject', label: text('audit.subject'), isEmpty: (row) => row.subject == null, cell: (row) => row.subject?.title ?? MISSING },
          { key: 'changes', label: text('audit.changes'), isEmpty: (row) => row.changes.length === 0, cell: (row) => changesText(row, text) },
          { key: 'seal', label: text('audit.seal'), cell: (row) => <SealTag sealedAt={row.sealedAt} isShort /> },
        ]}
        empty={<EmptyState icon={<HistoryIcon />} title={text('audit.none')} next={text('audit.noneNext')} />}
      />
      {id !== undefined && <EventDrawer id={id} onClose={() => void navigate(`/audit${search}`)} />}
    </Page>
  );
}

function Day(props: Parameters<typeof DateInput>[0]) {
  return (
    <Box sx={{ width: { xs: 'calc(50% - 6px)', sm: 170 } }}>
      <DateInput {...props} />
    </Box>
  );
}

/** The first change in the row; all of them stand in the detail. */
function changesText({ changes }: AuditEventPartsFragment, text: Text): string {
  const [first] = changes;
  if (!first) return MISSING;
  const shown = `${first.title}：${first.before ?? text('audit.nothingThere')} → ${first.after ?? text('audit.nothingThere')}`;
  return changes.length === 1 ? shown : text('audit.andMore', { first: shown, count: changes.length });
}
