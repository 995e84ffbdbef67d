import HowToRegIcon from '@mui/icons-material/HowToRegOutlined';
import UploadFileIcon from '@mui/icons-material/UploadFile';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { Link } from 'react-router-dom';
import { useViewer } from '../access/viewer.js';
import { useLoad } from '../data/queries.js';
import { SchoolSeatsDocument } from '../gql/graphql.js';
import { Page } from '../ui/page.js';
import { EmptyState, Failure, Loaded, Rows } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { PeriodTiles, useChoosingPeriods, WindowNote } from './choosing-periods.js';
import { PeriodQueue } from './period-queue.js';
import { SentBackNote } from './review-record.js';
import { useWaitingChoices } from './use-waiting-choices.js';

/** A school enrols its teachers: period by period, in the order in which they chose, within its seats. */
export function EnrollingPage() {
  const text = useText();
  const viewer = useViewer();
  const isSchool = viewer?.office?.level === 'SCHOOL';
  const { query, programmeId, periods, period, onPeriod, programmeChoice } = useChoosingPeriods();
  const seats = useLoad(SchoolSeatsDocument, { programmeId: programmeId ?? '' }, { enabled: isSchool && programmeId !== null });
  const waiting = useWaitingChoices(isSchool);
  if (!isSchool) {
    return (
      <Page title={text('enrolling.title')}>
        <EmptyState icon={<HowToRegIcon />} title={text('enrolling.onlySchools')} next={text('enrolling.onlySchoolsNext')} />
      </Page>
    );
  }
  return (
    <Page title={`${text('enrolling.title')} · ${viewer.office?.name ?? ''}`} subtitle={text('enrolling.intro')} actions={
        <>
          {programmeChoice}
          {viewer.viewerCanEnrol && (
            <Button component={Link} to={period === null ? '/enrolling/sheet' : `/enrolling/sheet?${new URLSearchParams({ period: period.id }).toString()}`} variant="outlined" startIcon={<UploadFileIcon />}>
              {text('enrolSheet.open')}
            </Button>
          )}
        </>
      }
    >
      <Loaded query={query}>
        {() =>
          period === null ? (
            <EmptyState icon={<HowToRegIcon />} title={text('choosing.none')} next={text('choosing.noneNext')} />
          ) : waiting.error !== null ? (
            <Failure error={waiting.error} onRetry={waiting.retry} />
          ) : (
            <Loaded query={seats}>
              {({ quotaAccount: { cells } }) => {
                const cellOf = (periodId: string) => cells.find((cell) => cell.periodId === periodId) ?? { received: 0, used: 0, free: 0 };
                const waitingIn = (periodId: string) => waiting.nodes.filter((choice) => choice.period.id === periodId);
                return (
                  <Stack spacing={2}>
                    <PeriodTiles
                      periods={periods}
                      value={period.id}
                      onChange={onPeriod}
                      told={(one) => text('enrolling.tile', { free: cellOf(one.id).free, waiting: waitingIn(one.id).length })}
                    />
                    <SentBackNote periodId={period.id} />
                    <WindowNote period={period} />
                    {waiting.isWhole ? <PeriodQueue key={period.id} programmeId={programmeId} period={period} waiting={waitingIn(period.id)} seats={cellOf(period.id)} isEnrolling={viewer.viewerCanEnrol} /> : <Rows />}
                  </Stack>
                );
              }}
            </Loaded>
          )
        }
      </Loaded>
    </Page>
  );
}
