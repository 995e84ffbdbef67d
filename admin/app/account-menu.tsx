import AccountCircleIcon from '@mui/icons-material/AccountCircleOutlined';
import KeyIcon from '@mui/icons-material/KeyOutlined';
import LogoutIcon from '@mui/icons-material/Logout';
import IconButton from '@mui/material/IconButton';
import ListItemIcon from '@mui/material/ListItemIcon';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Tooltip from '@mui/material/Tooltip';
import { useState } from 'react';
import { useLogout } from 'react-admin';
import { Link } from 'react-router-dom';
import { MyRightsDialog } from '../access/my-rights-dialog.js';
import type { Viewer } from '../access/viewer.js';
import { giveBackHeld } from '../data/held.js';
import { saveBeforeLeaving } from '../data/unsaved.js';
import { useText } from '../ui/text.js';
import { ACCOUNT_ENTRIES } from './entries.js';

export function AccountMenu({ viewer }: { viewer: Viewer }) {
  const text = useText();
  const logout = useLogout();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [areRightsShown, setRightsShown] = useState(false);
  const leave = async (): Promise<void> => {
    setAnchor(null);
    if (!(await saveBeforeLeaving())) return;
    await giveBackHeld();
    await logout({}, '/login', false);
  };
  const label = text('app.account', { name: viewer.name });
  return (
    <>
      <Tooltip title={label}>
        <IconButton
          color="inherit"
          edge="end"
          aria-label={label}
          aria-haspopup="menu"
          onClick={(event) => {
            setAnchor(event.currentTarget);
          }}
        >
          <AccountCircleIcon />
        </IconButton>
      </Tooltip>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => {
          setAnchor(null);
        }}
      >
        <MenuItem disabled sx={{ opacity: '1 !important' }}>
          {viewer.name}
        </MenuItem>
        <MenuItem
          onClick={() => {
            setAnchor(null);
            setRightsShown(true);
          }}
        >
          <ListItemIcon>
            <KeyIcon fontSize="small" />
          </ListItemIcon>
          {text('access.rights.menu')}
        </MenuItem>
        {ACCOUNT_ENTRIES.filter(({ isFor }) => isFor(viewer)).map(({ to, label: name, Icon }) => (
          <MenuItem
            key={to}
            component={Link}
            to={to}
            onClick={() => {
              setAnchor(null);
            }}
          >
            <ListItemIcon>
              <Icon fontSize="small" />
            </ListItemIcon>
            {text(name)}
          </MenuItem>
        ))}
        <MenuItem onClick={() => void leave()}>
          <ListItemIcon>
            <LogoutIcon fontSize="small" />
          </ListItemIcon>
          {text('access.signOut')}
        </MenuItem>
      </Menu>
      {areRightsShown && (
        <MyRightsDialog
          onClose={() => {
            setRightsShown(false);
          }}
        />
      )}
    </>
  );
}
