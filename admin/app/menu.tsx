import AssignmentIndIcon from '@mui/icons-material/AssignmentIndOutlined';
import BalanceIcon from '@mui/icons-material/BalanceOutlined';
import ChecklistIcon from '@mui/icons-material/Checklist';
import ApiIcon from '@mui/icons-material/Api';
import AccountTreeIcon from '@mui/icons-material/AccountTreeOutlined';
import AssignmentTurnedInIcon from '@mui/icons-material/AssignmentTurnedInOutlined';
import FactCheckIcon from '@mui/icons-material/FactCheckOutlined';
import GroupsIcon from '@mui/icons-material/GroupsOutlined';
import InsightsIcon from '@mui/icons-material/Insights';
import MenuBookIcon from '@mui/icons-material/MenuBookOutlined';
import RateReviewIcon from '@mui/icons-material/RateReviewOutlined';
import SchoolIcon from '@mui/icons-material/SchoolOutlined';
import TodayIcon from '@mui/icons-material/TodayOutlined';
import BadgeIcon from '@mui/icons-material/BadgeOutlined';
import ClassIcon from '@mui/icons-material/ClassOutlined';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import ListItemButton from '@mui/material/ListItemButton';
import ListItemIcon from '@mui/material/ListItemIcon';
import ListItemText from '@mui/material/ListItemText';
import type { ComponentType } from 'react';
import { Link, useLocation } from 'react-router-dom';
import type { Viewer } from '../access/viewer.js';
import { useText, type TextKey } from '../ui/text.js';

interface Entry {
  to: string;
  label: TextKey;
  Icon: ComponentType;
  isFor: (viewer: Viewer) => boolean;
}

/** Named by the work; a role sees at most seven of them, administrators with an office below one more. */
const ENTRIES: readonly Entry[] = [
  { to: '/', label: 'app.menu.today', Icon: TodayIcon, isFor: () => true },
  { to: '/learning', label: 'app.menu.learning', Icon: SchoolIcon, isFor: (viewer) => viewer.viewerCanLearn },
  { to: '/assignments', label: 'app.menu.grading', Icon: RateReviewIcon, isFor: (viewer) => viewer.viewerCanGrade },
  {
    to: '/assignments',
    label: 'app.menu.reading',
    Icon: MenuBookIcon,
    isFor: (viewer) => viewer.viewerCanGiveOpinion && !viewer.viewerCanGrade,
  },
  { to: '/appeals', label: 'app.menu.appeals', Icon: BalanceIcon, isFor: (viewer) => viewer.viewerCanAnswerAppeals },
  { to: '/allocation', label: 'app.menu.allocation', Icon: AssignmentTurnedInIcon, isFor: (viewer) => viewer.viewerCanAllocate },
  { to: '/classes', label: 'app.menu.classes', Icon: ClassIcon, isFor: (viewer) => viewer.viewerCanGrade },
  { to: '/moderation', label: 'app.menu.moderation', Icon: FactCheckIcon, isFor: (viewer) => viewer.viewerCanReadModeration },
  { to: '/rubrics', label: 'app.menu.rubrics', Icon: ChecklistIcon, isFor: (viewer) => viewer.viewerCanManageRubrics },
  { to: '/monitor', label: 'app.menu.monitor', Icon: InsightsIcon, isFor: (viewer) => viewer.viewerCanMonitor },
  { to: '/offices', label: 'app.menu.offices', Icon: AccountTreeIcon, isFor: (viewer) => viewer.viewerCanBrowseOffices },
  { to: '/appointments', label: 'app.menu.appointments', Icon: AssignmentIndIcon, isFor: (viewer) => viewer.viewerCanBrowseAppointments },
  { to: '/people', label: 'app.menu.people', Icon: BadgeIcon, isFor: (viewer) => viewer.viewerCanBrowsePeople },
  { to: '/enrolments', label: 'app.menu.learners', Icon: GroupsIcon, isFor: (viewer) => viewer.viewerCanBrowseEnrolments },
  { to: '/api-clients', label: 'app.menu.exchange', Icon: ApiIcon, isFor: (viewer) => viewer.viewerCanManageApiClients },
];

export function Menu({ viewer, onChoose }: { viewer: Viewer; onChoose: () => void }) {
  const text = useText();
  const { pathname } = useLocation();
  const isCurrent = (to: string): boolean => (to === '/' ? pathname === '/' : pathname === to || pathname.startsWith(`${to}/`));
  return (
    <List component="nav" aria-label={text('app.mainMenu')} sx={{ px: 1, py: 1 }}>
      {ENTRIES.filter((entry) => entry.isFor(viewer)).map(({ to, label, Icon }) => (
        <ListItem key={label} component="div" disablePadding>
          <ListItemButton
            component={Link}
            to={to}
            selected={isCurrent(to)}
            aria-current={isCurrent(to) ? 'page' : undefined}
            onClick={onChoose}
            sx={{ borderRadius: 1, minHeight: 44, '&.Mui-selected': { color: 'primary.main', '& svg': { color: 'primary.main' } } }}
          >
            <ListItemIcon sx={{ minWidth: 36 }}>
              <Icon />
            </ListItemIcon>
            <ListItemText primary={text(label)} slotProps={{ primary: { sx: { fontWeight: isCurrent(to) ? 600 : 400 } } }} />
          </ListItemButton>
        </ListItem>
      ))}
    </List>
  );
}
