import InsightsIcon from '@mui/icons-material/Insights';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import MuiLink from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { Link, useParams } from 'react-router-dom';
import { useConnection, useLoad } from '../data/queries.js';
import { EnrolmentTable } from '../enrolment/enrolment-table.js';
import { ExportMenu } from '../exchange/export-menu.js';
import { ChildIndicatorsDocument, IndicatorsDocument, type IndicatorsQuery } from '../gql/graphql.js';
import { PeriodChoice } from '../programmes/period.js';
import { useAddress } from '../ui/address.js';
import { ConnectionTable } from '../ui/data-table.js';
import { useFormats } from '../ui/format.js';
import { OfficeBreadcrumb } from '../ui/office-breadcrumb.js';
import { Page } from '../ui/page.js';
import { EmptyState, Loaded } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { IndicatorFigures } from './indicator-figures.js';
import { useIndicatorColumns } from './indicator-columns.js';

type Indicators = IndicatorsQuery['indicators'];

/** The numbers of an office and of those below it; every row leads one level down, a school to its learners. */
export function MonitorPage() {
  const { officeId = null } = useParams();
  const [params, change] = useAddress();
  const periodId = params.get('period');
  const query = useLoad(IndicatorsDocument, { officeId, periodId }, { topic: 'indicators', keepPrevious: true });
  const choosePeriod = (id: string | null): void => {
    change({ period: id });
  };
  return (
    <Loaded query={query}>
      {({ indicators }) => <OfficeMonitor indicators={indicators} periodId={periodId} onPeriod={choosePeriod} />}
    </Loaded>
  );
}

interface OfficeMonitorProps {
  indicators: Indicators;
  periodId: string | null;
  onPeriod: (periodId: string | null) => void;
}

function OfficeMonitor({ indicators, periodId, onPeriod }: OfficeMonitorProps) {
  const text = useText();
  const formats = useFormats();
  const { office } = indicators;
  const columns = useIndicatorColumns();
  const isSchool = office.level === 'SCHOOL';
  const children = useConnection(
    ChildIndicatorsDocument,
    { officeId: office.id, periodId, first: 50 },
    (result) => result.childIndicators,
    { topic: 'indicators', keepPrevious: true, enabled: !isSchool },
  );
  const hrefOf = ({ id }: { id: string }): string =>
    `/monitor/${encodeURIComponent(id)}${periodId === null ? '' : `?${new URLSearchParams({ period: periodId }).toString()}`}`;

  return (
    <Page
      title={`${text('monitor.title')} · ${office.name}`}
      path={<OfficeBreadcrumb ancestors={office.ancestors} office={office} href={hrefOf} />}
      subtitle={text('monitor.asOf', { time: formats.time(indicators.asOf) })}
      actions={
        <>
          <PeriodChoice value={periodId} onChange={onPeriod} />
          {!isSchool && <ExportMenu list="indicators" label={text('ui.export')} filter={{ officeId: office.id, periodId }} />}
        </>
      }
    >
      <IndicatorFigures indicators={indicators} />
      {office.takenOver.length > 0 && (
        <Alert severity="info" sx={{ mb: 2 }}>
          {text('monitor.takenOver')}
          {office.takenOver.map((one) => (
            <MuiLink key={one.id} component={Link} to={hrefOf(one)} sx={{ ml: 1 }}>
              {one.name}
            </MuiLink>
          ))}
        </Alert>
      )}
      {isSchool ? (
        <Box component="section" aria-labelledby="school-learners">
          <Typography variant="h2" id="school-learners" sx={{ mb: 1 }}>
            {text('monitor.learners')}
          </Typography>
          <EnrolmentTable officeId={office.id} periodId={periodId} isOneSchool={office.takenOver.length === 0} />
        </Box>
      ) : (
        <ConnectionTable
          label={text('monitor.children')}
          connection={children}
          columns={columns}
          rowKey={(row) => row.office.id}
          href={(row) => hrefOf(row.office)}
          empty={<EmptyState icon={<InsightsIcon />} title={text('monitor.noChildren')} next={text('monitor.noChildrenNext')} />}
        />
      )}
    </Page>
  );
}
