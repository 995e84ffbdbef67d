import BalanceIcon from '@mui/icons-material/BalanceOutlined';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useLoad } from '../data/queries.js';
import { AgreementFiguresDocument, type AgreementFiguresQuery } from '../gql/graphql.js';
import { DataTable } from '../ui/data-table.js';
import { Figure, Figures } from '../ui/figures.js';
import { useFormats } from '../ui/format.js';
import { EmptyState, Loaded } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { QualityPage } from './quality-page.js';

const DAYS = [30, 90, 180, 366] as const;
type Tutor = AgreementFiguresQuery['agreementFigures'][number];

/** How one marks beside the others: a tutor's own figures; to a chief tutor those of the programme. */
export function FiguresPage() {
  const text = useText();
  const [days, setDays] = useState<number>(90);
  const query = useLoad(AgreementFiguresDocument, { days }, { keepPrevious: true });
  return (
    <QualityPage tab="figures" subtitle={text('moderation.figuresIntro', { days })}>
      <TextField select label={text('moderation.days')} value={days} onChange={(event) => { setDays(Number(event.target.value)); }} sx={{ mb: 2, width: { xs: '100%', sm: 200 } }}>
        {DAYS.map((one) => (
          <MenuItem key={one} value={one}>
            {text('moderation.lastDays', { days: one })}
          </MenuItem>
        ))}
      </TextField>
      <Loaded query={query}>{({ agreementFigures }) => <Tutors tutors={agreementFigures} />}</Loaded>
    </QualityPage>
  );
}

function Tutors({ tutors }: { tutors: readonly Tutor[] }) {
  const text = useText();
  const own = tutors.find((tutor) => tutor.isMine && tutor.reviewCount > 0);
  const others = tutors.filter((tutor) => !tutor.isMine);
  if (own === undefined && others.length === 0) return <EmptyState icon={<BalanceIcon />} title={text('moderation.noFigures')} next={text('moderation.noFiguresNext')} />;
  return (
    <Stack spacing={3}>
      {own !== undefined && <Own tutor={own} />}
      {others.length > 0 && <Programme tutors={tutors.filter((tutor) => tutor.reviewCount > 0)} />}
    </Stack>
  );
}

/** Above the mean carries its sign, so that nobody has to guess which way it goes. */
function useSigned(): (value: string | null | undefined) => string {
  const formats = useFormats();
  return (value) => (value === null || value === undefined ? '—' : /^-|^0\.0$/.test(value) ? formats.decimal(value).replace('-', '−') : `+${formats.decimal(value)}`);
}

function Own({ tutor }: { tutor: Tutor }) {
  const text = useText();
  const formats = useFormats();
  const signed = useSigned();
  return (
    <>
      <Figures label={text('moderation.mine')}>
        <Figure label={text('moderation.reviewCount')}>{formats.integer(tutor.reviewCount)}</Figure>
        <Figure label={text('moderation.severity')} note={text('moderation.severityHelp')}>
          {signed(tutor.severity)} {text('moderation.points')}
        </Figure>
        <Figure label={text('moderation.kappa')} note={text('moderation.kappaHelp')}>
          {tutor.kappa ?? '—'}
        </Figure>
        <Figure label={text('moderation.markedTwice')}>{formats.integer(tutor.markedTwice)}</Figure>
        <Figure label={text('moderation.drift')} note={text('moderation.driftHelp')}>
          {signed(tutor.driftPerWeek)} {text('moderation.perWeek')}
        </Figure>
      </Figures>
      {tutor.days.length > 0 && (
        <div>
          <Typography variant="h2" sx={{ mb: 1 }}>
            {text('moderation.byDay')}
          </Typography>
          <DataTable
            label={text('moderation.byDay')}
            rows={[...tutor.days].reverse()}
            rowKey={(row) => row.day}
            columns={[
              { key: 'day', label: text('moderation.day'), cell: (row) => formats.date(row.day) },
              { key: 'reviews', label: text('moderation.reviewCount'), numeric: true, cell: (row) => formats.integer(row.reviewCount) },
              { key: 'severity', label: text('moderation.severity'), unit: text('moderation.points'), numeric: true, cell: (row) => signed(row.severity) },
            ]}
          />
        </div>
      )}
    </>
  );
}

function Programme({ tutors }: { tutors: readonly Tutor[] }) {
  const text = useText();
  const formats = useFormats();
  const signed = useSigned();
  return (
    <div>
      <Typography variant="h2" sx={{ mb: 1 }}>
        {text('moderation.programmeFigures')}
      </Typography>
      <DataTable
        label={text('moderation.programmeFigures')}
        rows={tutors}
        rowKey={(row) => `${row.tutorName ?? ''} ${row.reviewCount} ${row.severity ?? ''}`}
        columns={[
          { key: 'tutor', label: text('moderation.tutor'), cell: (row) => (row.isMine ? text('moderation.you', { name: row.tutorName ?? '' }) : (row.tutorName ?? '')) },
          { key: 'reviews', label: text('moderation.reviewCount'), numeric: true, cell: (row) => formats.integer(row.reviewCount) },
          { key: 'severity', label: text('moderation.severity'), unit: text('moderation.points'), numeric: true, cell: (row) => signed(row.severity) },
          { key: 'kappa', label: text('moderation.kappa'), numeric: true, cell: (row) => row.kappa ?? '—' },
          { key: 'twice', label: text('moderation.markedTwice'), numeric: true, cell: (row) => formats.integer(row.markedTwice) },
          { key: 'drift', label: text('moderation.drift'), unit: text('moderation.perWeek'), numeric: true, cell: (row) => signed(row.driftPerWeek) },
        ]}
      />
    </div>
  );
}
