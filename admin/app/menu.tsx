import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import ListItemButton from '@mui/material/ListItemButton';
import ListItemIcon from '@mui/material/ListItemIcon';
import ListItemText from '@mui/material/ListItemText';
import { Link, useLocation } from 'react-router-dom';
import type { Viewer } from '../access/viewer.js';
import { useText } from '../ui/text.js';
import { MENU_ENTRIES } from './entries.js';

export function Menu({ viewer, onChoose }: { viewer: Viewer; onChoose: () => void }) {
  const text = useText();
  const { pathname } = useLocation();
  const isCurrent = (to: string, covers: readonly string[] | undefined): boolean => [to, ...(covers ?? [])].some((one) => pathname === one || (one !== '/' && pathname.startsWith(`${one}/`)));
  const entries = MENU_ENTRIES.filter((entry) => entry.isFor(viewer));
  return (
    <List component="nav" aria-label={text('app.mainMenu')} sx={{ px: 1, py: 1 }}>
      {entries.map(({ to, covers, label, Icon }) => (
        <ListItem key={label} component="div" disablePadding>
          <ListItemButton
            component={Link}
            to={to}
            selected={isCurrent(to, covers)}
            aria-current={isCurrent(to, covers) ? 'page' : undefined}
            onClick={onChoose}
            sx={{ borderRadius: 1, minHeight: 44, '&.Mui-selected': { color: 'primary.main', '& svg': { color: 'primary.main' } } }}
          >
            <ListItemIcon sx={{ minWidth: 36 }}>
              <Icon />
            </ListItemIcon>
            <ListItemText primary={text(label)} slotProps={{ primary: { sx: { fontWeight: isCurrent(to, covers) ? 600 : 400 } } }} />
          </ListItemButton>
        </ListItem>
      ))}
    </List>
  );
}
