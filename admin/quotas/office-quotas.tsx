import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useConnection, useLoad } from '../data/queries.js';
import { useWhole } from '../data/use-whole.js';
import { ChildParticipationDocument, ChildQuotasDocument, QuotaProposalDocument, type QuotaAccountQuery } from '../gql/graphql.js';
import { ExportMenu } from '../exchange/export-menu.js';
import { LeaveGuard } from '../ui/leave-guard.js';
import { DataTable } from '../ui/data-table.js';
import { Figure, Figures } from '../ui/figures.js';
import { useFormats } from '../ui/format.js';
import { OfficeBreadcrumb } from '../ui/office-breadcrumb.js';
import { Page } from '../ui/page.js';
import { EmptyState, Failure, Rows } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { HistoryDialog } from './history-dialog.js';
import { IdleDialog } from './idle-dialog.js';
import { QuotaSheet } from './quota-sheet.js';
import { SaveDialog } from './save-dialog.js';
import { StateDialog } from './state-dialog.js';
import { changedCells, faultOf, keyOf, oversOf } from './sheet.js';

interface OfficeQuotasProps {
  programmeId: string;
  choice: ReactNode;
  account: QuotaAccountQuery['quotaAccount'];
  periods: QuotaAccountQuery['quotaPeriods'];
  participation: QuotaAccountQuery['participation'];
}

type Asked = { kind: 'SAVE' | 'IDLE' | 'STATE' } | { kind: 'HISTORY'; office: { id: string; name: string }; period: { id: string; number: number } };

export function OfficeQuotas({ programmeId, choice, account, periods, participation }: OfficeQuotasProps) {
  const text = useText();
  const formats = useFormats();
  const { office, cells: own } = account;
  const [mode, setMode] = useState<'handDown' | 'confirm'>('handDown');
  const [edits, setEdits] = useState<ReadonlyMap<string, string>>(new Map());
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(new Map());
  const [asked, setAsked] = useState<Asked | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const [wantsProposal, setWantsProposal] = useState(false);
  // A sheet is whole or it is none.
  const children = useWhole(useConnection(ChildQuotasDocument, { programmeId, officeId: office.id, first: 100 }, (result) => result.childQuotas, { enabled: office.level !== 'SCHOOL' }));
  const shares = new Map(useWhole(useConnection(ChildParticipationDocument, { programmeId, officeId: office.id, first: 100 }, (result) => result.childParticipation, { enabled: office.level !== 'SCHOOL' })).nodes.map((share) => [share.office.id, share]));
  const proposal = useLoad(QuotaProposalDocument, { programmeId, officeId: office.id }, { enabled: wantsProposal, staleTime: 0 });
  useEffect(() => {
    if (!wantsProposal || proposal.data === undefined || proposal.isFetching) return;
    setEdits(new Map(proposal.data.quotaProposal.flatMap(({ officeId, cells }) => cells.filter(({ added }) => added > 0).map((cell) => [keyOf(officeId, cell.periodId), String(cell.seats)] as const))));
    setTold(text('quotas.proposed'));
    setWantsProposal(false);
  }, [wantsProposal, proposal.data, proposal.isFetching, text]);

  const isConfirming = mode === 'confirm';
  // Who has ended and holds nothing needs no row.
  const rows = children.nodes.filter((row) => row.office.state === 'OPEN' || row.cells.some(({ received }) => received > 0));
  const changed = changedCells(rows, edits);
  const isDirty = useRef(false);
  useEffect(() => {
    isDirty.current = changed.length > 0;
  });
  const faulty = changed.filter((cell) => faultOf(cell) !== null).length;
  const overs = isConfirming ? new Map<string, number>() : oversOf(rows, edits, own);
  const problems = [
    ...(faulty === 0 ? [] : [text('quotas.faulty', { count: faulty })]),
    ...own.flatMap(({ periodId, number }) => (overs.has(periodId) ? [text('quotas.overPeriod', { number, count: overs.get(periodId) ?? 0 })] : [])),
  ];
  const nameOf = (key: string): string => rows.flatMap((row) => row.cells.filter(({ periodId }) => keyOf(row.office.id, periodId) === key).map(({ number }) => text('quotas.cell', { office: row.office.name, number }))).join();
  const isEditable = account.viewerCanHandDown || (isConfirming && account.viewerCanConfirm);
  const restart = (): void => {
    setEdits(new Map());
    setRefused(new Map());
  };
  const asStated = (): void => {
    setEdits(new Map(rows.flatMap((row) => row.cells.flatMap((cell, column) => (periods[column]?.isOpen === true && cell.stated !== null && cell.stated !== undefined && cell.stated !== cell.received ? [[keyOf(row.office.id, cell.periodId), String(cell.stated)] as const] : [])))));
  };
  const stating = periods.find(({ statingDaysLeft }) => statingDaysLeft !== null && statingDaysLeft !== undefined);
  const statedUntil = periods[0]?.statedUntil;
  const gap = participation.gap ?? null;

  return (
    <Page
      title={`${text('quotas.title')} · ${office.name}`}
      path={<OfficeBreadcrumb ancestors={office.ancestors} office={office} href={({ id }) => `/quotas/${encodeURIComponent(id)}`} />}
      subtitle={text('quotas.intro')}
      actions={
        <>
          {choice}
          {office.level !== 'SCHOOL' && <ExportMenu list="quotas" label={text('ui.export')} filter={{ programmeId, officeId: office.id }} />}
          {office.level !== 'SCHOOL' && <ExportMenu list="participation" label={text('quotas.exportParticipation')} filter={{ programmeId, officeId: office.id }} />}
          {account.viewerCanState && stating !== undefined && <Button variant="outlined" onClick={() => { setAsked({ kind: 'STATE' }); }}>{text('quotas.state')}</Button>}
          {account.viewerCanHandDown && <Button variant="outlined" onClick={() => { setAsked({ kind: 'IDLE' }); }}>{text('quotas.idle')}</Button>}
        </>
      }
    >
      <LeaveGuard isDirty={isDirty} />
      <Stack spacing={2}>
        <Figures label={text('quotas.participation')}>
          <Figure label={text('quotas.teachers')}>{formats.integer(participation.teachers)}</Figure>
          <Figure label={text('quotas.participation')}>{formats.integer(participation.enrolled)}</Figure>
          <Figure label={text('quotas.target')}>{formats.integer(participation.target ?? undefined)}</Figure>
          <Figure label={text('quotas.gap')}>{gap === 0 ? text('quotas.gapNone') : formats.integer(gap ?? undefined)}</Figure>
        </Figures>
        {account.isAddressed && statedUntil !== null && statedUntil !== undefined && (
          <Typography variant="body2" color="textSecondary">
            {stating === undefined ? text('quotas.statingOver', { date: formats.date(statedUntil) }) : text('quotas.statingLeft', { date: formats.date(statedUntil), count: stating.statingDaysLeft ?? 0 })}
          </Typography>
        )}
        {told !== null && <Alert severity="success" onClose={() => { setTold(null); }}>{told}</Alert>}
        {refused.size > 0 && (
          <Alert severity="warning">
            {text('quotas.refused')}
            {[...refused].map(([key, message]) => <div key={key}>{text('quotas.refusedCell', { cell: nameOf(key), message })}</div>)}
          </Alert>
        )}
        {office.level === 'SCHOOL' ? (
          <DataTable
            label={text('quotas.held')}
            rows={own}
            rowKey={(row) => row.periodId}
            columns={[
              { key: 'period', label: text('quotas.title'), cell: (row) => text('quotas.period', { number: row.number }) },
              { key: 'held', label: text('quotas.held'), numeric: true, cell: (row) => formats.integer(row.received) },
              { key: 'used', label: text('quotas.used'), numeric: true, cell: (row) => formats.integer(row.usedBelow) },
              { key: 'left', label: text('quotas.remaining'), numeric: true, cell: (row) => formats.integer(row.free) },
            ]}
            actions={(row) => (
              <Button size="small" aria-label={`${text('quotas.history')} · ${text('quotas.historyOf', { office: office.name, number: row.number })}`} onClick={() => { setAsked({ kind: 'HISTORY', office, period: { id: row.periodId, number: row.number } }); }}>
                {text('quotas.history')}
              </Button>
            )}
          />
        ) : children.error !== null ? (
          <Failure error={children.error} onRetry={children.retry} />
        ) : children.isPending || children.hasMore ? (
          <Rows />
        ) : rows.length === 0 ? (
          <EmptyState title={text('quotas.noChildren')} next={text('quotas.noChildrenNext')} />
        ) : (
          <>
            {isEditable && (
              <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
                {account.viewerCanConfirm && (
                  <TextField select size="small" label={text('quotas.mode')} value={mode} sx={{ minWidth: 220 }} onChange={(event) => { setMode(event.target.value === 'confirm' ? 'confirm' : 'handDown'); restart(); }}>
                    {(['handDown', 'confirm'] as const).map((one) => <MenuItem key={one} value={one}>{text(`quotas.${one}`)}</MenuItem>)}
                  </TextField>
                )}
                {isConfirming ? (
                  <Button variant="outlined" onClick={asStated}>{text('quotas.asStated')}</Button>
                ) : (
                  <Button variant="outlined" loading={wantsProposal} onClick={() => { setWantsProposal(true); }}>{text('quotas.byTeachers')}</Button>
                )}
                <Typography variant="caption" color="textSecondary" sx={{ flex: '1 1 240px', display: { xs: 'none', md: 'block' } }}>{text('quotas.keys')}</Typography>
                <Button disabled={edits.size === 0} onClick={restart}>{text('quotas.clear')}</Button>
                <Button variant="contained" disabled={changed.length === 0 || problems.length > 0} onClick={() => { setTold(null); setAsked({ kind: 'SAVE' }); }}>{text('quotas.save')}</Button>
                {problems.length > 0 && (
                  <Typography variant="body2" color="error" component="div" role="alert" sx={{ flexBasis: '100%', textAlign: 'right' }}>
                    {problems.map((problem) => <div key={problem}>{problem}</div>)}
                  </Typography>
                )}
              </Box>
            )}
            <QuotaSheet
              rows={rows}
              periods={periods}
              own={own}
              office={office}
              edits={edits}
              refused={refused}
              overs={overs}
              participation={shares}
              isEditable={isEditable}
              isConfirming={isConfirming}
              onEdit={(more) => {
                setEdits(new Map([...edits, ...more]));
                setRefused(new Map([...refused].filter(([key]) => !more.has(key))));
              }}
              onRestore={(key) => {
                setEdits(new Map([...edits].filter(([one]) => one !== key)));
                setRefused(new Map([...refused].filter(([one]) => one !== key)));
              }}
              onHistory={(cell) => { setAsked({ kind: 'HISTORY', office: { id: cell.officeId, name: cell.officeName }, period: { id: cell.periodId, number: cell.number } }); }}
            />
          </>
        )}
      </Stack>
      {asked?.kind === 'SAVE' && (
        <SaveDialog
          programmeId={programmeId}
          officeId={office.id}
          cells={changed}
          isConfirming={isConfirming}
          onClose={() => { setAsked(null); }}
          onSaved={({ down, back }) => { restart(); setAsked(null); setTold(text('quotas.saved', { down, back })); }}
          onRefused={(cells) => { setRefused(cells); setAsked(null); children.retry(); }}
        />
      )}
      {asked?.kind === 'IDLE' && <IdleDialog programmeId={programmeId} office={office} onClose={() => { setAsked(null); }} onDone={(back) => { setAsked(null); setTold(text('quotas.saved', { down: 0, back })); }} />}
      {asked?.kind === 'STATE' && <StateDialog programmeId={programmeId} officeId={office.id} cells={own} onClose={() => { setAsked(null); }} />}
      {asked?.kind === 'HISTORY' && <HistoryDialog office={asked.office} period={asked.period} onClose={() => { setAsked(null); }} />}
    </Page>
  );
}
