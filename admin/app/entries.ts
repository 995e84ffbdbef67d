import DownloadIcon from '@mui/icons-material/DownloadOutlined';
import AuditIcon from '@mui/icons-material/ManageSearch';
import FolderSpecialIcon from '@mui/icons-material/FolderSpecialOutlined';
import EventNoteIcon from '@mui/icons-material/EventNoteOutlined';
import ShieldIcon from '@mui/icons-material/ShieldOutlined';
import AssignmentIndIcon from '@mui/icons-material/AssignmentIndOutlined';
import BalanceIcon from '@mui/icons-material/BalanceOutlined';
import ChecklistIcon from '@mui/icons-material/Checklist';
import ApiIcon from '@mui/icons-material/Api';
import AccountTreeIcon from '@mui/icons-material/AccountTreeOutlined';
import AssignmentTurnedInIcon from '@mui/icons-material/AssignmentTurnedInOutlined';
import FactCheckIcon from '@mui/icons-material/FactCheckOutlined';
import HowToRegIcon from '@mui/icons-material/HowToRegOutlined';
import PlaylistAddIcon from '@mui/icons-material/PlaylistAdd';
import GroupsIcon from '@mui/icons-material/GroupsOutlined';
import EventSeatIcon from '@mui/icons-material/EventSeatOutlined';
import InsightsIcon from '@mui/icons-material/Insights';
import MenuBookIcon from '@mui/icons-material/MenuBookOutlined';
import RateReviewIcon from '@mui/icons-material/RateReviewOutlined';
import LocalLibraryIcon from '@mui/icons-material/LocalLibraryOutlined';
import SchoolIcon from '@mui/icons-material/SchoolOutlined';
import TodayIcon from '@mui/icons-material/TodayOutlined';
import BadgeIcon from '@mui/icons-material/BadgeOutlined';
import ClassIcon from '@mui/icons-material/ClassOutlined';
import type { ComponentType } from 'react';
import type { Viewer } from '../access/viewer.js';
import { READINGS } from './readings.js';

/** A part of the console that somebody may enter. */
export interface Entry {
  to: string;
  label: keyof typeof READINGS;
  isFor: (viewer: Viewer) => boolean;
}

export interface MenuEntry extends Entry {
  /** Pages elsewhere that belong to this part. */
  covers?: readonly string[];
  Icon: ComponentType<{ fontSize?: 'small' }>;
}

/** Where the choices are those of the own colleagues: a place in the daily menu, no right. */
const isAtSchool = (viewer: Viewer): boolean => viewer.office?.level === 'SCHOOL';
/** Whose days turn around the programmes themselves; for others they are something to look up. */
const runsProgrammes = (viewer: Viewer): boolean => viewer.viewerCanMonitor && !isAtSchool(viewer);

/** Named by the work; a role sees at most seven of them. */
export const MENU_ENTRIES: readonly MenuEntry[] = [
  { to: '/', label: 'app.menu.today', Icon: TodayIcon, isFor: () => true },
  { to: '/programmes', covers: ['/courses', '/classes', '/nominations'], label: 'programmeLife.menu', Icon: EventNoteIcon, isFor: runsProgrammes },
  { to: '/learning', label: 'app.menu.learning', Icon: SchoolIcon, isFor: (viewer) => viewer.viewerCanLearn },
  { to: '/choosing', label: 'app.menu.choosing', Icon: PlaylistAddIcon, isFor: (viewer) => viewer.viewerCanChoose },
  // Teachers look for what to teach with; whose menu is full finds it in that of the account.
  { to: '/resources', label: 'resources.title', Icon: FolderSpecialIcon, isFor: (viewer) => viewer.viewerCanBrowseResources && viewer.viewerCanLearn },
  { to: '/assignments', label: 'app.menu.grading', Icon: RateReviewIcon, isFor: (viewer) => viewer.viewerCanGrade },
  {
    to: '/assignments',
    label: 'app.menu.reading',
    Icon: MenuBookIcon,
    isFor: (viewer) => viewer.viewerCanGiveOpinion && !viewer.viewerCanGrade,
  },
  { to: '/appeals', label: 'app.menu.appeals', Icon: BalanceIcon, isFor: (viewer) => viewer.viewerCanAnswerAppeals },
  { to: '/allocation', label: 'app.menu.allocation', Icon: AssignmentTurnedInIcon, isFor: (viewer) => viewer.viewerCanAllocate && viewer.viewerCanGrade },
  { to: '/classes', label: 'app.menu.classes', Icon: ClassIcon, isFor: (viewer) => viewer.viewerCanGrade },
  { to: '/moderation', label: 'app.menu.moderation', Icon: FactCheckIcon, isFor: (viewer) => viewer.viewerCanReadModeration },
  { to: '/rubrics', label: 'app.menu.rubrics', Icon: ChecklistIcon, isFor: (viewer) => viewer.viewerCanManageRubrics },
  { to: '/monitor', label: 'app.menu.monitor', Icon: InsightsIcon, isFor: (viewer) => viewer.viewerCanMonitor },
  { to: '/quotas', label: 'app.menu.quotas', Icon: EventSeatIcon, isFor: (viewer) => viewer.viewerCanSeeQuotas },
  { to: '/courses', label: 'courses.title', Icon: LocalLibraryIcon, isFor: (viewer) => viewer.viewerCanReviewCourses },
  { to: '/enrolling', label: 'app.menu.enrolling', Icon: HowToRegIcon, isFor: (viewer) => viewer.viewerCanEnrol || (viewer.viewerCanBrowseChoices && isAtSchool(viewer)) },
  { to: '/offices', label: 'app.menu.offices', Icon: AccountTreeIcon, isFor: (viewer) => viewer.viewerCanBrowseOffices },
  { to: '/appointments', label: 'app.menu.appointments', Icon: AssignmentIndIcon, isFor: (viewer) => viewer.viewerCanBrowseAppointments },
  { to: '/people', covers: ['/enrolments'], label: 'app.menu.people', Icon: BadgeIcon, isFor: (viewer) => viewer.viewerCanBrowsePeople },
  // Whoever looks after teachers finds the learners among them on the same page.
  { to: '/enrolments', label: 'app.menu.learners', Icon: GroupsIcon, isFor: (viewer) => viewer.viewerCanBrowseEnrolments && !viewer.viewerCanBrowsePeople },
];

/** The menu of the account has what stands outside the main one. */
export const ACCOUNT_ENTRIES: readonly MenuEntry[] = [
  { to: '/programmes', label: 'programmeLife.menu', Icon: EventNoteIcon, isFor: (viewer) => !runsProgrammes(viewer) },
  { to: '/allocation', label: 'app.menu.allocation', Icon: AssignmentTurnedInIcon, isFor: (viewer) => viewer.viewerCanAllocate && !viewer.viewerCanGrade },
  // Whose menu is full with daily work: what waits of it stands on the first page.
  { to: '/courses', label: 'courses.title', Icon: LocalLibraryIcon, isFor: (viewer) => viewer.viewerCanReadIntake && !viewer.viewerCanReviewCourses },
  { to: '/resources', label: 'resources.title', Icon: FolderSpecialIcon, isFor: (viewer) => viewer.viewerCanBrowseResources && !viewer.viewerCanLearn },
  { to: '/account', label: 'account.title', Icon: ShieldIcon, isFor: () => true },
  { to: '/api-clients', label: 'app.menu.exchange', Icon: ApiIcon, isFor: (viewer) => viewer.viewerCanManageApiClients },
  { to: '/exports', label: 'exports.menu', Icon: DownloadIcon, isFor: (viewer) => viewer.viewerCanRequestExports },
  { to: '/audit', label: 'app.menu.audit', Icon: AuditIcon, isFor: (viewer) => viewer.viewerCanBrowseAudit },
];

/** What stands deeper than the menus. */
const FURTHER_ENTRIES: readonly Entry[] = [
  { to: '/programmes/rules', label: 'programmes.rules.menu', isFor: () => true },
  { to: '/enrolling', label: 'app.menu.enrolling', isFor: (viewer) => viewer.viewerCanBrowseChoices && !viewer.viewerCanEnrol && !isAtSchool(viewer) },
  { to: '/enrolments', label: 'app.menu.learners', isFor: (viewer) => viewer.viewerCanBrowseEnrolments && viewer.viewerCanBrowsePeople },
  { to: '/classes', label: 'app.menu.classes', isFor: (viewer) => viewer.viewerCanLimitClasses && !viewer.viewerCanGrade },
  { to: '/nominations', label: 'excellence.title', isFor: (viewer) => viewer.viewerCanBrowseNominations },
  { to: '/courses/bodies', label: 'courses.bodies', isFor: (viewer) => viewer.viewerCanKeepTrainingBodies },
  { to: '/enrolments/reviews', label: 'reviews.title', isFor: (viewer) => viewer.viewerCanBrowseEnrolments },
  { to: '/enrolments/exceptions', label: 'exceptions.menu', isFor: (viewer) => viewer.viewerCanBrowseEnrolments },
  { to: '/people/rosters', label: 'roster.title', isFor: (viewer) => viewer.viewerCanImportRosters },
  { to: '/people/corrections', label: 'people.corrections', isFor: (viewer) => viewer.viewerCanBrowsePeople },
  { to: '/offices/plans', label: 'organisation.plans', isFor: (viewer) => viewer.viewerCanReadOfficeChanges },
  { to: '/allocation/workload', label: 'allocation.workload', isFor: (viewer) => viewer.viewerCanAllocate },
];

export const ENTRIES: readonly Entry[] = [...MENU_ENTRIES, ...FURTHER_ENTRIES, ...ACCOUNT_ENTRIES];

/** Which parts somebody who types this may mean: part of the name in the present language, or the beginning of its reading. */
export function entriesFor(viewer: Viewer, typed: string, nameOf: (label: Entry['label']) => string): Entry[] {
  const wanted = typed.toLowerCase();
  return ENTRIES.filter((entry) => entry.isFor(viewer) && (nameOf(entry.label).toLowerCase().includes(wanted) || READINGS[entry.label].some((reading) => reading.startsWith(wanted))));
}
