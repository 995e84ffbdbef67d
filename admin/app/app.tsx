import { lazy } from 'react';
import { Admin, CustomRoutes, localStorageStore } from 'react-admin';
import { Route } from 'react-router-dom';
import { authProvider } from '../access/auth-provider.js';
import { SignInPage } from '../access/sign-in-page.js';
import { dataProvider } from '../data/data-provider.js';
import { queryClient } from '../data/queries.js';
import { NewestNotification } from '../ui/newest-notification.js';
import { NotFound } from '../ui/states.js';
import { darkTheme, lightTheme } from '../ui/theme.js';
import { i18nProvider } from './i18n-provider.js';
import { Permitted } from './permitted.js';
import { Shell } from './shell.js';
import { TodayPage } from './today-page.js';

const QueuePage = lazy(async () => ({ default: (await import('../assignments/queue-page.js')).QueuePage }));
const SheetPage = lazy(async () => ({ default: (await import('../assignments/sheet-page.js')).SheetPage }));
const SubmissionPage = lazy(async () => ({ default: (await import('../assignments/submission-page.js')).SubmissionPage }));
const RubricsPage = lazy(async () => ({ default: (await import('../assignments/rubrics-page.js')).RubricsPage }));
const RubricPage = lazy(async () => ({ default: (await import('../assignments/rubric-page.js')).RubricPage }));
const NewRubricPage = lazy(async () => ({ default: (await import('../assignments/rubric-edit-page.js')).NewRubricPage }));
const RubricEditPage = lazy(async () => ({ default: (await import('../assignments/rubric-edit-page.js')).RubricEditPage }));
const MarkingsPage = lazy(async () => ({ default: (await import('../moderation/markings-page.js')).MarkingsPage }));
const MarkingPage = lazy(async () => ({ default: (await import('../moderation/marking-page.js')).MarkingPage }));
const FiguresPage = lazy(async () => ({ default: (await import('../moderation/figures-page.js')).FiguresPage }));
const AnchorsPage = lazy(async () => ({ default: (await import('../moderation/anchors-page.js')).AnchorsPage }));
const SettingsPage = lazy(async () => ({ default: (await import('../moderation/settings-page.js')).SettingsPage }));
const NominationsPage = lazy(async () => ({ default: (await import('../excellence/nominations-page.js')).NominationsPage }));
const AppealsPage = lazy(async () => ({ default: (await import('../appeals/appeals-page.js')).AppealsPage }));
const AppealPage = lazy(async () => ({ default: (await import('../appeals/appeal-page.js')).AppealPage }));
const AllocationPage = lazy(async () => ({ default: (await import('../allocation/allocation-page.js')).AllocationPage }));
const WorkloadPage = lazy(async () => ({ default: (await import('../allocation/workload-page.js')).WorkloadPage }));
const ProgrammesPage = lazy(async () => ({ default: (await import('../programmes/programmes-page.js')).ProgrammesPage }));
const ProgrammePage = lazy(async () => ({ default: (await import('../programmes/programme-page.js')).ProgrammePage }));
const RulesPage = lazy(async () => ({ default: (await import('../programmes/rules-page.js')).RulesPage }));
const ClassesPage = lazy(async () => ({ default: (await import('../programmes/classes-page.js')).ClassesPage }));
const CoursesPage = lazy(async () => ({ default: (await import('../courses/courses-page.js')).CoursesPage }));
const CoursePage = lazy(async () => ({ default: (await import('../courses/course-page.js')).CoursePage }));
const NewCoursePage = lazy(async () => ({ default: (await import('../courses/course-form-page.js')).NewCoursePage }));
const EditCoursePage = lazy(async () => ({ default: (await import('../courses/course-form-page.js')).EditCoursePage }));
const ReviewCoursePage = lazy(async () => ({ default: (await import('../courses/review-page.js')).ReviewCoursePage }));
const BodiesPage = lazy(async () => ({ default: (await import('../courses/bodies-page.js')).BodiesPage }));
const ResourcesPage = lazy(async () => ({ default: (await import('../resources/resources-page.js')).ResourcesPage }));
const ResourcePage = lazy(async () => ({ default: (await import('../resources/resource-page.js')).ResourcePage }));
const QuotasPage = lazy(async () => ({ default: (await import('../quotas/quotas-page.js')).QuotasPage }));
const MonitorPage = lazy(async () => ({ default: (await import('../monitor/monitor-page.js')).MonitorPage }));
const OfficesPage = lazy(async () => ({ default: (await import('../offices/offices-page.js')).OfficesPage }));
const AppointmentsPage = lazy(async () => ({ default: (await import('../access/appointments-page.js')).AppointmentsPage }));
const ChiefTutorsPage = lazy(async () => ({ default: (await import('../access/chief-tutors-page.js')).ChiefTutorsPage }));
const EnrolmentsPage = lazy(async () => ({ default: (await import('../enrolment/enrolments-page.js')).EnrolmentsPage }));
const EnrolmentPage = lazy(async () => ({ default: (await import('../enrolment/enrolment-page.js')).EnrolmentPage }));
const ChoosingPage = lazy(async () => ({ default: (await import('../enrolment/choosing-page.js')).ChoosingPage }));
const ReviewsPage = lazy(async () => ({ default: (await import('../enrolment/reviews-page.js')).ReviewsPage }));
const ExceptionsPage = lazy(async () => ({ default: (await import('../enrolment/exceptions-page.js')).ExceptionsPage }));
const EnrolmentSheetPage = lazy(async () => ({ default: (await import('../enrolment/sheet-page.js')).EnrolmentSheetPage }));
const EnrollingPage = lazy(async () => ({ default: (await import('../enrolment/enrolling-page.js')).EnrollingPage }));
const LearningPage = lazy(async () => ({ default: (await import('../enrolment/learning-page.js')).LearningPage }));
const HandInPage = lazy(async () => ({ default: (await import('../enrolment/hand-in-page.js')).HandInPage }));
const AccountPage = lazy(async () => ({ default: (await import('../access/account-page.js')).AccountPage }));
const PeoplePage = lazy(async () => ({ default: (await import('../people/people-page.js')).PeoplePage }));
const PersonPage = lazy(async () => ({ default: (await import('../people/person-page.js')).PersonPage }));
const CorrectionsPage = lazy(async () => ({ default: (await import('../people/corrections-page.js')).CorrectionsPage }));
const AppointmentPage = lazy(async () => ({ default: (await import('../access/appointment-page.js')).AppointmentPage }));
const AllotmentsPage = lazy(async () => ({ default: (await import('../access/allotments-page.js')).AllotmentsPage }));
const OfficePlansPage = lazy(async () => ({ default: (await import('../offices/office-plans-page.js')).OfficePlansPage }));
const OwnDataPage = lazy(async () => ({ default: (await import('../people/own-data-page.js')).OwnDataPage }));
const RostersPage = lazy(async () => ({ default: (await import('../roster/rosters-page.js')).RostersPage }));
const RosterPage = lazy(async () => ({ default: (await import('../roster/roster-page.js')).RosterPage }));
const AuditPage = lazy(async () => ({ default: (await import('../audit/audit-page.js')).AuditPage }));
const ExportRequestsPage = lazy(async () => ({ default: (await import('../exchange/export-requests-page.js')).ExportRequestsPage }));
const ApiClientsPage = lazy(async () => ({ default: (await import('../exchange/api-clients-page.js')).ApiClientsPage }));

const store = localStorageStore();

export function App() {
  return (
    <Admin
      authProvider={authProvider}
      dataProvider={dataProvider}
      i18nProvider={i18nProvider}
      queryClient={queryClient}
      store={store}
      theme={lightTheme}
      darkTheme={darkTheme}
      defaultTheme="light"
      layout={Shell}
      notification={NewestNotification}
      loginPage={SignInPage}
      catchAll={NotFound}
      dashboard={TodayPage}
      requireAuth
      disableTelemetry
    >
      <CustomRoutes>
        <Route path="/account" element={<AccountPage />} />
        <Route path="/programmes" element={<ProgrammesPage />} />
        <Route path="/programmes/rules" element={<RulesPage />} />
        <Route path="/programmes/:id" element={<ProgrammePage />} />
        <Route element={<Permitted rights={['viewerCanGrade', 'viewerCanGiveOpinion']} operation="Query.gradingQueue" />}>
          <Route path="/assignments" element={<QueuePage />} />
          <Route path="/assignments/:id" element={<SubmissionPage />} />
        </Route>
        <Route element={<Permitted rights={['viewerCanGrade']} operation="Query.gradingSheet" />}>
          <Route path="/assignments/sheets/:id" element={<SheetPage />} />
        </Route>
        <Route element={<Permitted rights={['viewerCanBrowseNominations']} operation="Query.nominations" />}>
          <Route path="/nominations" element={<NominationsPage />} />
        </Route>
        <Route element={<Permitted rights={['viewerCanAnswerAppeals']} operation="Query.appeals" />}>
          <Route path="/appeals" element={<AppealsPage />} />
          <Route path="/appeals/:id" element={<AppealPage />} />
        </Route>
        <Route element={<Permitted rights={['viewerCanAllocate']} operation="Query.allocationBoard" />}>
          <Route path="/allocation" element={<AllocationPage />} />
          <Route path="/allocation/workload" element={<WorkloadPage />} />
        </Route>
        <Route element={<Permitted rights={['viewerCanManageRubrics']} operation="Mutation.reviseRubric" />}>
          <Route path="/rubrics" element={<RubricsPage />} />
          <Route path="/rubrics/new" element={<NewRubricPage />} />
          <Route path="/rubrics/:id" element={<RubricPage />} />
          <Route path="/rubrics/:id/edit" element={<RubricEditPage />} />
        </Route>
        <Route element={<Permitted rights={['viewerCanConfigureModeration']} operation="Mutation.setSecondMarking" />}>
          <Route path="/moderation/settings" element={<SettingsPage />} />
        </Route>
        <Route element={<Permitted rights={['viewerCanReadModeration']} operation="Query.secondMarkings" />}>
          <Route path="/moderation" element={<MarkingsPage />} />
          <Route path="/moderation/figures" element={<FiguresPage />} />
          <Route path="/moderation/anchors" element={<AnchorsPage />} />
          <Route path="/moderation/:id" element={<MarkingPage />} />
        </Route>
        <Route element={<Permitted rights={['viewerCanGrade', 'viewerCanLimitClasses']} operation="Query.classes" />}>
          <Route path="/classes" element={<ClassesPage />} />
        </Route>
        <Route element={<Permitted rights={['viewerCanReadIntake']} operation="Query.courses" />}>
          <Route path="/courses" element={<CoursesPage />} />
          <Route path="/courses/new" element={<NewCoursePage />} />
          <Route path="/courses/:id" element={<CoursePage />} />
          <Route path="/courses/:id/edit" element={<EditCoursePage />} />
        </Route>
        <Route element={<Permitted rights={['viewerCanReviewCourses']} operation="Mutation.rateCourse" />}>
          <Route path="/courses/:id/review" element={<ReviewCoursePage />} />
        </Route>
        <Route element={<Permitted rights={['viewerCanKeepTrainingBodies']} operation="Query.trainingBodies" />}>
          <Route path="/courses/bodies" element={<BodiesPage />} />
        </Route>
        <Route element={<Permitted rights={['viewerCanBrowseResources']} operation="Query.resources" />}>
          <Route path="/resources" element={<ResourcesPage />} />
          <Route path="/resources/:id" element={<ResourcePage />} />
        </Route>
        <Route element={<Permitted rights={['viewerCanSeeQuotas']} operation="Query.quotaAccount" />}>
          <Route path="/quotas" element={<QuotasPage />} />
          <Route path="/quotas/:officeId" element={<QuotasPage />} />
        </Route>
        <Route element={<Permitted rights={['viewerCanMonitor']} operation="Query.indicators" />}>
          <Route path="/monitor" element={<MonitorPage />} />
          <Route path="/monitor/:officeId" element={<MonitorPage />} />
        </Route>
        <Route element={<Permitted rights={['viewerCanReadOfficeChanges']} operation="Query.officeChanges" />}>
          <Route path="/offices/plans" element={<OfficePlansPage />} />
        </Route>
        <Route element={<Permitted rights={['viewerCanBrowseOffices']} operation="Query.offices" />}>
          <Route path="/offices" element={<OfficesPage />} />
          <Route path="/offices/:id" element={<OfficesPage />} />
        </Route>
        <Route element={<Permitted rights={['viewerCanBrowseAppointments']} operation="Query.appointments" />}>
          <Route path="/appointments" element={<AppointmentsPage />} />
          <Route path="/appointments/:id" element={<AppointmentPage />} />
          <Route path="/appointments/:id/allotments" element={<AllotmentsPage />} />
        </Route>
        <Route element={<Permitted rights={['viewerCanRecommendChiefTutors', 'viewerCanAppointChiefTutors']} operation="Query.chiefTutorRecommendations" />}>
          <Route path="/appointments/chief-tutors" element={<ChiefTutorsPage />} />
        </Route>
        <Route element={<Permitted rights={['viewerCanBrowseEnrolments']} operation="Query.enrolments" />}>
          <Route path="/enrolments" element={<EnrolmentsPage />} />
          <Route path="/enrolments/reviews" element={<ReviewsPage />} />
          <Route path="/enrolments/exceptions" element={<ExceptionsPage />} />
          <Route path="/enrolments/:id" element={<EnrolmentPage />} />
        </Route>
        <Route element={<Permitted rights={['viewerCanBrowseChoices']} operation="Query.courseChoices" />}>
          <Route path="/enrolling" element={<EnrollingPage />} />
        </Route>
        <Route element={<Permitted rights={['viewerCanEnrol']} operation="Mutation.enrolBySheet" />}>
          <Route path="/enrolling/sheet" element={<EnrolmentSheetPage />} />
        </Route>
        <Route element={<Permitted rights={['viewerCanChoose']} operation="Mutation.chooseClass" />}>
          <Route path="/choosing" element={<ChoosingPage />} />
        </Route>
        <Route element={<Permitted rights={['viewerCanImportRosters']} operation="Query.rosterImports" />}>
          <Route path="/people/rosters" element={<RostersPage />} />
          <Route path="/people/rosters/:id" element={<RosterPage />} />
        </Route>
        <Route element={<Permitted rights={['viewerCanBrowsePeople']} operation="Query.people" />}>
          <Route path="/people" element={<PeoplePage />} />
          <Route path="/people/corrections" element={<CorrectionsPage />} />
          <Route path="/people/:id" element={<PersonPage />} />
        </Route>
        <Route path="/my-data" element={<OwnDataPage />} />
        <Route element={<Permitted rights={['viewerCanManageApiClients']} operation="Query.apiClients" />}>
          <Route path="/api-clients" element={<ApiClientsPage />} />
        </Route>
        <Route element={<Permitted rights={['viewerCanRequestExports']} operation="Query.exportRequests" />}>
          <Route path="/exports" element={<ExportRequestsPage />} />
        </Route>
        <Route element={<Permitted rights={['viewerCanBrowseAudit']} operation="Query.auditEvents" />}>
          <Route path="/audit" element={<AuditPage />} />
          <Route path="/audit/:id" element={<AuditPage />} />
        </Route>
        <Route element={<Permitted rights={['viewerCanLearn']} operation="Mutation.handIn" />}>
          <Route path="/learning" element={<LearningPage />} />
          <Route path="/learning/:id" element={<HandInPage />} />
        </Route>
      </CustomRoutes>
    </Admin>
  );
}
