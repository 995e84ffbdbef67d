import CheckCircleIcon from '@mui/icons-material/CheckCircleOutlined';
import BlockIcon from '@mui/icons-material/Block';
import DownloadIcon from '@mui/icons-material/Download';
import DownloadDoneIcon from '@mui/icons-material/DownloadDone';
import HistoryIcon from '@mui/icons-material/History';
import HourglassIcon from '@mui/icons-material/HourglassEmpty';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Stack from '@mui/material/Stack';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState, type ReactElement } from 'react';
import { useNotify } from 'react-admin';
import { useViewer } from '../access/viewer.js';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { queryClient, useChange, useConnection } from '../data/queries.js';
import { DecideExportDocument, ExportRequestsDocument, ExportsTodayDocument, type ExportRequestPartsFragment, type ExportRequestState, type ExportRequestView } from '../gql/graphql.js';
import { useAddress } from '../ui/address.js';
import { ConnectionTable } from '../ui/data-table.js';
import { FormDialog } from '../ui/form-dialog.js';
import { MISSING, useFormats } from '../ui/format.js';
import { Page } from '../ui/page.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { EmptyState } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { ExportMenu } from './export-menu.js';
import { useListText } from './list-text.js';

const ICONS: Record<ExportRequestState, { icon: ReactElement; color: 'default' | 'success' | 'warning' | 'info' }> = {
  WAITING: { icon: <HourglassIcon />, color: 'warning' },
  APPROVED: { icon: <CheckCircleIcon />, color: 'success' },
  REFUSED: { icon: <BlockIcon />, color: 'default' },
  FETCHED: { icon: <DownloadDoneIcon />, color: 'info' },
  EXPIRED: { icon: <HistoryIcon />, color: 'default' },
};

/** Files of many persons' data: what waits for somebody like me, what I asked for, and what was asked for below. */
export function ExportRequestsPage() {
  const text = useText();
  const formats = useFormats();
  const viewer = useViewer();
  const listText = useListText();
  const [params, change] = useAddress();
  const views: readonly ExportRequestView[] = viewer?.viewerCanDecideExports === true ? ['TO_DECIDE', 'MINE', 'ALL'] : ['MINE', 'ALL'];
  const view = views.find((one) => one === params.get('view')) ?? views[0] ?? 'MINE';
  const requests = useConnection(ExportRequestsDocument, { first: 50, view }, (result) => result.exportRequests, { keepPrevious: true });
  const [deciding, setDeciding] = useState<{ request: ExportRequestPartsFragment; isApproved: boolean } | null>(null);
  const readAnew = (): void => {
    // The file is on its way; what the list says of it has changed a moment later.
    setTimeout(() => void queryClient.invalidateQueries(), 1_000);
  };
  return (
    <Page title={text('exports.title')} subtitle={text('exports.intro')} actions={<ExportMenu list="exportrequests" label={text('ui.export')} filter={{ view }} />}>
      <Tabs value={view} onChange={(_, value: ExportRequestView) => { change({ view: value }); }} aria-label={text('exports.title')}>
        {views.map((one) => (
          <Tab key={one} value={one} label={text(`exports.views.${one}`)} />
        ))}
      </Tabs>
      <ConnectionTable
        label={text(`exports.views.${view}`)}
        connection={requests}
        rowKey={(row) => row.id}
        columns={[
          { key: 'list', label: text('exports.file'), cell: (row) => `${listText(row.list)} · ${row.format === 'CSV' ? 'CSV' : 'Excel'}` },
          { key: 'filters', label: text('exports.filters'), isEmpty: (row) => row.filters.length === 0, cell: (row) => <Filters filters={row.filters} /> },
          { key: 'rows', label: text('exports.rows'), numeric: true, cell: (row) => formats.integer(row.rowCount) },
          { key: 'by', label: text('exports.by'), cell: (row) => <Two first={row.requestedByName} second={row.office.name} /> },
          { key: 'reason', label: text('exports.reason'), cell: (row) => row.reason },
          { key: 'at', label: text('exports.at'), cell: (row) => formats.time(row.requestedAt) },
          { key: 'state', label: text('exports.state'), cell: (row) => <RequestState request={row} /> },
        ]}
        actions={(row) => (
          <Stack direction="row" spacing={1} sx={{ justifyContent: 'flex-end' }}>
            {row.viewerCanDecide && (
              <>
                <Button size="small" variant="contained" onClick={() => { setDeciding({ request: row, isApproved: true }); }}>
                  {text('exports.approve')}
                </Button>
                <Button size="small" onClick={() => { setDeciding({ request: row, isApproved: false }); }}>
                  {text('exports.refuse')}
                </Button>
              </>
            )}
            {row.viewerCanFetch && (
              <Button size="small" variant="contained" component="a" href={`/exports/approved?id=${encodeURIComponent(row.id)}`} startIcon={<DownloadIcon />} onClick={readAnew}>
                {text('exports.fetch')}
              </Button>
            )}
          </Stack>
        )}
        empty={<EmptyState icon={<DownloadIcon />} title={text(`exports.none.${view}`)} next={text('exports.noneNext')} />}
      />
      {deciding !== null && (
        <DecisionDialog
          {...deciding}
          onClose={() => {
            setDeciding(null);
          }}
        />
      )}
    </Page>
  );
}

function Filters({ filters }: { filters: ExportRequestPartsFragment['filters'] }) {
  const text = useText();
  const known = text as (key: string) => string;
  if (filters.length === 0) return <>{text('exports.all')}</>;
  const named = (key: string, otherwise: string): string => {
    const found = known(key);
    return found === key ? otherwise : found;
  };
  return (
    <>
      {filters
        .map(({ name, value }) => text('exports.filter', { name: named(`exports.filterNames.${name}`, name), value: named(`people.subjects.${value}`, named(`exports.values.${value}`, value)) }))
        .join(text('exchange.comma'))}
    </>
  );
}

function Two({ first, second }: { first: string; second: string }) {
  return (
    <>
      {first}
      <Typography variant="body2" color="textSecondary" component="span" sx={{ display: 'block' }}>
        {second}
      </Typography>
    </>
  );
}

/** Where it stands, until when something may be done, and what was said to it. */
function RequestState({ request }: { request: ExportRequestPartsFragment }) {
  const text = useText();
  const formats = useFormats();
  const { state, expiresAt, decidedByName, decisionReason, fetchedAt } = request;
  const { icon, color } = ICONS[state];
  const note =
    state === 'WAITING' || state === 'APPROVED'
      ? text(`exports.until.${state}`, { time: formats.time(expiresAt) })
      : state === 'FETCHED'
        ? formats.time(fetchedAt)
        : (decisionReason ?? '');
  return (
    <Stack spacing={0.5} sx={{ alignItems: 'flex-start' }}>
      <Chip size="small" variant="outlined" color={color} icon={icon} label={text(`exports.states.${state}`)} />
      <Typography variant="body2" color="textSecondary">
        {[decidedByName === null || decidedByName === undefined ? '' : text('exports.decidedBy', { name: decidedByName }), note].filter((part) => part !== '').join(' · ') || MISSING}
      </Typography>
    </Stack>
  );
}

function DecisionDialog({ request, isApproved, onClose }: { request: ExportRequestPartsFragment; isApproved: boolean; onClose: () => void }) {
  const text = useText();
  const formats = useFormats();
  const notify = useNotify();
  const listText = useListText();
  const decide = useChange(DecideExportDocument, [ExportRequestsDocument, ExportsTodayDocument]);
  const [reason, setReason] = useState('');
  const [keys] = useState(() => new IdempotencyKeys());
  const refusals = decide.data?.decideExport.refusals ?? [];
  const send = (): void => {
    const content = { requestId: request.id, expectedVersion: request.version, isApproved, reason: reason.trim() === '' ? null : reason };
    decide.mutate(
      { input: { ...content, idempotencyKey: keys.for(content) } },
      {
        onSuccess: ({ decideExport }) => {
          if (decideExport.refusals.length > 0) return;
          notify(text(isApproved ? 'exports.approved' : 'exports.refused'));
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog
      title={text(isApproved ? 'exports.approveTitle' : 'exports.refuseTitle')}
      submit={text(isApproved ? 'exports.approve' : 'exports.refuse')}
      isBusy={decide.isPending}
      error={decide.error}
      refusals={withoutField(refusals, 'reason')}
      onSubmit={send}
      onClose={onClose}
    >
      <Typography>
        {text('exports.asks', { name: request.requestedByName, office: request.office.name, list: listText(request.list), rows: formats.integer(request.rowCount) })}
      </Typography>
      <Typography variant="body2">
        {text('exports.because', { reason: request.reason })}
      </Typography>
      <Typography variant="body2" color="textSecondary">
        {text(isApproved ? 'exports.approveText' : 'exports.refuseText')}
      </Typography>
      <TextField
        autoFocus
        label={text(isApproved ? 'exports.opinionOptional' : 'exports.opinion')}
        value={reason}
        error={refusalOf(refusals, 'reason') !== undefined}
        helperText={refusalOf(refusals, 'reason')}
        onChange={(event) => {
          setReason(event.target.value);
        }}
      />
    </FormDialog>
  );
}
