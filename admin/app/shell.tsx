import MenuIcon from '@mui/icons-material/Menu';
import Alert from '@mui/material/Alert';
import AppBar from '@mui/material/AppBar';
import Box from '@mui/material/Box';
import Drawer from '@mui/material/Drawer';
import IconButton from '@mui/material/IconButton';
import Toolbar from '@mui/material/Toolbar';
import Typography from '@mui/material/Typography';
import { Suspense, useState, type ReactNode } from 'react';
import { Link, useLocation } from 'react-router-dom';
import { RoleSwitch } from '../access/role-switch.js';
import { SessionExpiredDialog } from '../access/session-expired-dialog.js';
import { useViewer } from '../access/viewer.js';
import { ViewAsBar } from '../access/view-as-bar.js';
import { useLiveHints } from '../data/live.js';
import { useText } from '../ui/text.js';
import { Rows } from '../ui/states.js';
import { APP_BAR_HEIGHT } from '../ui/theme.js';
import { AccountMenu } from './account-menu.js';
import { DemoClock } from './demo-clock.js';
import { ErrorBoundary } from './error-boundary.js';
import { LocalisedTheme } from './localised-theme.js';
import { Menu } from './menu.js';
import { LanguageSwitch, ThemeSwitch } from './preferences.js';
import { Search } from './search.js';
import { useIsOnline } from './use-is-online.js';

const MENU_WIDTH = 200;

export function Shell({ children }: { children?: ReactNode }) {
  const viewer = useViewer();
  useLiveHints(viewer !== null);
  const text = useText();
  const { pathname } = useLocation();
  const isOnline = useIsOnline();
  const [isMenuOpen, setMenuOpen] = useState(false);
  if (viewer === null) return null;
  const isOneself = viewer.viewingAs == null;

  const menu = (
    <Menu
      viewer={viewer}
      onChoose={() => {
        setMenuOpen(false);
      }}
    />
  );
  return (
    <LocalisedTheme>
      <Box sx={{ display: 'flex', flexDirection: 'column', minHeight: '100vh' }}>
        <SkipLink />
        <AppBar position="sticky" color="inherit" elevation={0} sx={{ borderBottom: 1, borderColor: 'divider' }}>
          <Toolbar variant="dense" sx={{ gap: 1, minHeight: 52 }}>
            <IconButton
              edge="start"
              aria-label={text('app.openMenu')}
              onClick={() => {
                setMenuOpen(true);
              }}
              sx={{ display: { md: 'none' } }}
            >
              <MenuIcon />
            </IconButton>
            <Typography
              component={Link}
              to="/"
              sx={{ fontWeight: 600, fontSize: '1.125rem', color: 'primary.main', textDecoration: 'none', whiteSpace: 'nowrap' }}
            >
              {text('app.product')}
            </Typography>
            <Box sx={{ display: { xs: 'none', md: 'block' }, ml: 2 }}>
              {isOneself && <RoleSwitch viewer={viewer} />}
            </Box>
            <Box sx={{ flex: 1 }} />
            <Box sx={{ display: { xs: 'none', md: 'block' } }}>
              <DemoClock />
            </Box>
            <Search viewer={viewer} />
            <LanguageSwitch />
            <ThemeSwitch />
            <AccountMenu viewer={viewer} />
          </Toolbar>
          <Box sx={{ display: { xs: 'flex', md: 'none' }, flexWrap: 'wrap', columnGap: 1, alignItems: 'center', px: 1, pb: 0.5 }}>
            {isOneself && <RoleSwitch viewer={viewer} />}
            <Box sx={{ px: 1 }}>
              <DemoClock />
            </Box>
          </Box>
          {/* On a desk inside the bar: pages stick to its height. */}
          {!isOnline && (
            <Alert severity="warning" sx={{ position: { md: 'absolute' }, top: 6, left: '50%', transform: { md: 'translateX(-50%)' }, py: { md: 0 }, whiteSpace: { md: 'nowrap' } }}>
              {text('ui.offline')}
            </Alert>
          )}
        </AppBar>
        <Box sx={{ display: 'flex', flex: 1, minWidth: 0 }}>
          <Box sx={{ width: MENU_WIDTH, flexShrink: 0, display: { xs: 'none', md: 'block' }, borderRight: 1, borderColor: 'divider', bgcolor: 'background.paper' }}>
            <Box sx={{ position: 'sticky', top: APP_BAR_HEIGHT }}>{menu}</Box>
          </Box>
          <Drawer
            open={isMenuOpen}
            onClose={() => {
              setMenuOpen(false);
            }}
            slotProps={{ paper: { 'aria-label': text('app.mainMenu'), sx: { width: 240 } } }}
            sx={{ display: { md: 'none' } }}
          >
            {menu}
          </Drawer>
          <Box component="main" id="main-content" tabIndex={-1} sx={{ flex: 1, minWidth: 0, outline: 'none' }}>
            <ErrorBoundary key={pageOf(pathname)} at={pathname}>
              <Suspense fallback={<Box sx={{ p: 3 }}><Rows /></Box>}>{children}</Suspense>
            </ErrorBoundary>
          </Box>
        </Box>
        {viewer.viewingAs != null && <ViewAsBar viewingAs={viewer.viewingAs} />}
        <SessionExpiredDialog viewer={viewer} />
      </Box>
    </LocalisedTheme>
  );
}

/** Every address begins its page anew; from submission to submission the page stays, it has the next one mounted already. */
function pageOf(pathname: string): string {
  return /^\/assignments\/[^/]+$/.test(pathname) ? '/assignments/:id' : pathname;
}

function SkipLink() {
  const text = useText();
  return (
    <Box
      component="a"
      href="#main-content"
      sx={{
        position: 'absolute',
        left: 8,
        top: -60,
        zIndex: 'tooltip',
        bgcolor: 'background.paper',
        color: 'primary.main',
        p: 1,
        '&:focus': { top: 8 },
      }}
    >
      {text('app.skip')}
    </Box>
  );
}
