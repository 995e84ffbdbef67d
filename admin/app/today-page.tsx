import WbTwilightIcon from '@mui/icons-material/WbTwilight';
import Box from '@mui/material/Box';
import { PostsToday } from '../access/today.js';
import { useViewer, type Viewer } from '../access/viewer.js';
import { AppealGapsToday, AppealsToday } from '../appeals/today.js';
import { GradingToday, ReadingToday } from '../assignments/today.js';
import { CoursesToday } from '../courses/today.js';
import { ResourcesToday } from '../resources/today.js';
import { ChoosingToday } from '../enrolment/choosing-today.js';
import { EnrollingToday } from '../enrolment/enrolling-today.js';
import { ReviewsToday } from '../enrolment/reviews-today.js';
import { LearningToday } from '../enrolment/today.js';
import { ExcellenceToday, NominationsToday } from '../excellence/today.js';
import { ExportsToday } from '../exchange/exports-today.js';
import { ExchangeToday } from '../exchange/today.js';
import { ModerationToday } from '../moderation/today.js';
import { MonitorToday } from '../monitor/today.js';
import { OfficePlansToday } from '../offices/today.js';
import { OwnDataToday, PeopleToday } from '../people/today.js';
import { ProgrammesToday } from '../programmes/programmes-today.js';
import { Page } from '../ui/page.js';
import { EmptyState } from '../ui/states.js';
import { useFormats } from '../ui/format.js';
import { useText } from '../ui/text.js';
import { useBusinessTime } from './use-business-time.js';

/** What needs me today, each one click from the work. */
export function TodayPage() {
  const viewer = useViewer();
  const text = useText();
  const formats = useFormats();
  const now = useBusinessTime();
  if (viewer === null) return null;
  return (
    <Page
      title={text('app.menu.today')}
      subtitle={`${text('app.today.hello', { name: viewer.name })} · ${formats.date(now?.toISOString())}`}
    >
      <OwnDataToday />
      {hasWork(viewer) ? (
        <Box
          sx={{
            display: 'grid',
            gap: 2,
            gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(auto-fill, minmax(280px, 1fr))' },
          }}
        >
          <ProgrammesToday />
          {viewer.viewerCanLearn && <LearningToday />}
          {viewer.viewerCanChoose && <ChoosingToday />}
          {viewer.viewerCanEnrol && <EnrollingToday />}
          {viewer.viewerCanReviewEnrolments && <ReviewsToday />}
          {viewer.viewerCanGrade && <GradingToday />}
          {viewer.viewerCanReadModeration && <ModerationToday />}
          {viewer.viewerCanNominate && <ExcellenceToday />}
          {viewer.viewerCanDecideNominations && <NominationsToday />}
          {viewer.viewerCanAnswerAppeals && <AppealsToday />}
          {viewer.viewerCanOverseeAppeals && <AppealGapsToday />}
          {viewer.viewerCanGiveOpinion && !viewer.viewerCanGrade && <ReadingToday />}
          {viewer.viewerCanReadIntake && <CoursesToday />}
          {viewer.viewerCanDecideResources && <ResourcesToday />}
          {viewer.viewerCanMonitor && <MonitorToday />}
          {viewer.viewerCanBrowseAppointments && <PostsToday />}
          {viewer.viewerCanReadOfficeChanges && <OfficePlansToday />}
          {viewer.viewerCanManagePeople && <PeopleToday />}
          {viewer.viewerCanRequestExports && <ExportsToday />}
          {viewer.viewerCanManageApiClients && <ExchangeToday />}
        </Box>
      ) : (
        <EmptyState icon={<WbTwilightIcon />} title={text('app.today.nothing')} next={text('app.today.nothingNext')} />
      )}
    </Page>
  );
}

function hasWork(viewer: Viewer): boolean {
  return (
    viewer.viewerCanLearn ||
    viewer.viewerCanGrade ||
    viewer.viewerCanGiveOpinion ||
    viewer.viewerCanMonitor ||
    viewer.viewerCanBrowseAppointments ||
    viewer.viewerCanReadOfficeChanges ||
    viewer.viewerCanManagePeople ||
    viewer.viewerCanManageApiClients
  );
}
