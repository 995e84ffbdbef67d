import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import GroupsIcon from '@mui/icons-material/GroupsOutlined';
import { useState } from 'react';
import { useConnection, useLoad } from '../data/queries.js';
import { ExportMenu } from '../exchange/export-menu.js';
import { BackTestChangesDocument, BackTestDocument, type BackTestEffect, type BackTestQuery } from '../gql/graphql.js';
import { ConnectionTable } from '../ui/data-table.js';
import { useFormats } from '../ui/format.js';
import { SectionCard } from '../ui/section-card.js';
import { EmptyState, Loaded } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { VerdictTag } from './result-view.js';

/** Rules that are tried: a text that is not saved yet, or a version that is. */
export type TriedRules = { programmeId: string } & ({ document: string; version?: undefined } | { version: number; document?: undefined });

type Tested = BackTestQuery['backTest'];

const EFFECTS: readonly BackTestEffect[] = ['NOW_FAILS', 'NOW_PASSES', 'POINTS_ONLY'];

/** What these rules would have changed for the learners of an earlier year, before anybody is judged by them. */
export function BackTestCard({ rules }: { rules: TriedRules }) {
  const text = useText();
  const [cohortId, setCohortId] = useState<string | null>(null);
  const query = useLoad(BackTestDocument, { ...rules, cohortId }, { staleTime: 60_000 });
  return (
    <SectionCard title={text('scoring.backTest.title')}>
      <Loaded query={query}>{({ backTest }) => (backTest.cohort == null ? <Typography color="textSecondary">{text('scoring.backTest.none')}</Typography> : <Tested rules={rules} tested={backTest} cohort={backTest.cohort} onCohort={setCohortId} />)}</Loaded>
    </SectionCard>
  );
}

function Tested({ rules, tested, cohort, onCohort }: { rules: TriedRules; tested: Tested; cohort: NonNullable<Tested['cohort']>; onCohort: (id: string) => void }) {
  const text = useText();
  const formats = useFormats();
  const { changed, nowFailing, nowPassing, sameVerdict, learners, reasons, untested } = tested;
  const counts = { year: cohort.year, learners: formats.integer(learners), changed: formats.integer(changed), failing: formats.integer(nowFailing), passing: formats.integer(nowPassing), same: formats.integer(sameVerdict) };
  return (
    <Stack spacing={2}>
      <Typography variant="body2" color="textSecondary">{text('scoring.backTest.how')}</Typography>
      {tested.cohorts.length > 1 && (
        <TextField select label={text('scoring.backTest.cohort')} value={cohort.id} sx={{ maxWidth: 480 }} onChange={(event) => { onCohort(event.target.value); }}>
          {tested.cohorts.map(({ id, name }) => <MenuItem key={id} value={id} sx={{ whiteSpace: 'normal' }}>{name}</MenuItem>)}
        </TextField>
      )}
      <Typography sx={{ fontWeight: 600 }}>{text(changed === 0 ? 'scoring.backTest.unchanged' : 'scoring.backTest.changed', counts)}</Typography>
      {reasons.length > 0 && (
        <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
          {reasons.map(({ reason, text: said, learners: affected }) => <Typography component="li" variant="body2" key={reason}>{text('scoring.backTest.reasonCount', { reason: said, count: formats.integer(affected) })}</Typography>)}
        </Box>
      )}
      {untested.length > 0 && (
        <Alert severity="info">
          {text('scoring.backTest.untested')}
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {untested.map(({ path, place }) => <li key={path}>{place}</li>)}
          </Box>
        </Alert>
      )}
      {changed > 0 && <Changes rules={rules} cohortId={cohort.id} />}
    </Stack>
  );
}

function Changes({ rules, cohortId }: { rules: TriedRules; cohortId: string }) {
  const text = useText();
  const [effect, setEffect] = useState<BackTestEffect | null>(null);
  const changes = useConnection(BackTestChangesDocument, { ...rules, cohortId, effect, first: 25 }, (result) => result.backTestChanges, { keepPrevious: true, staleTime: 60_000 });
  return (
    <>
      <Box sx={{ display: 'flex', flexDirection: { xs: 'column', sm: 'row' }, gap: 2, alignItems: { sm: 'center' } }}>
        <TextField select label={text('scoring.backTest.effect')} value={effect ?? ''} sx={{ minWidth: 200 }} slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }} onChange={(event) => { setEffect(EFFECTS.find((one) => one === event.target.value) ?? null); }}>
          <MenuItem value="">{text('scoring.backTest.anyEffect')}</MenuItem>
          {EFFECTS.map((one) => <MenuItem key={one} value={one}>{text(`scoring.backTest.effects.${one}`)}</MenuItem>)}
        </TextField>
        <Box sx={{ flex: 1 }} />
        {rules.version === undefined ? <Typography variant="body2" color="textSecondary">{text('scoring.backTest.exportLater')}</Typography> : <ExportMenu list="backtest" label={text('ui.export')} filter={{ programmeId: rules.programmeId, version: String(rules.version), cohortId, effect }} />}
      </Box>
      <ConnectionTable
        label={text('scoring.backTest.learners')}
        connection={changes}
        rowKey={(row) => row.result.id}
        columns={[
          { key: 'learner', label: text('scoring.backTest.learner'), cell: ({ result }) => <Named name={result.enrolment.learner.name} below={result.enrolment.learner.trainingNumber} /> },
          { key: 'school', label: text('scoring.backTest.school'), cell: ({ result }) => <Named name={result.enrolment.school.name} below={result.enrolment.class.name} /> },
          { key: 'total', label: text('scoring.backTest.total'), numeric: true, cell: (row) => (row.totalBefore === row.totalAfter ? row.totalAfter : text('scoring.backTest.turns', { before: row.totalBefore, after: row.totalAfter })) },
          { key: 'verdict', label: text('scoring.backTest.verdict'), cell: (row) => <VerdictTag verdict={row.verdictAfter} /> },
          { key: 'reasons', label: text('scoring.backTest.why'), cell: (row) => <Box component="span" sx={{ whiteSpace: 'normal', display: 'inline-block', minWidth: { sm: 200 } }}>{row.reasons.map((one) => one.text).join(text('scoring.backTest.and'))}</Box> },
        ]}
        empty={<EmptyState icon={<GroupsIcon />} title={text('scoring.backTest.nobody')} next={text('scoring.backTest.nobodyNext')} />}
      />
    </>
  );
}

function Named({ name, below }: { name: string; below: string }) {
  return (
    <Box component="span" lang="zh-CN">
      {name}
      <Typography component="span" variant="caption" color="textSecondary" sx={{ display: 'block' }}>{below}</Typography>
    </Box>
  );
}
