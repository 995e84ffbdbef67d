import ApiIcon from '@mui/icons-material/Api';
import DownloadIcon from '@mui/icons-material/DownloadOutlined';
import AccountCircleIcon from '@mui/icons-material/AccountCircleOutlined';
import AuditIcon from '@mui/icons-material/ManageSearch';
import KeyIcon from '@mui/icons-material/KeyOutlined';
import LogoutIcon from '@mui/icons-material/Logout';
import RuleIcon from '@mui/icons-material/Rule';
import ShieldIcon from '@mui/icons-material/ShieldOutlined';
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
import { saveBeforeLeaving } from '../data/unsaved.js';
import { useText } from '../ui/text.js';

export function AccountMenu({ viewer }: { viewer: Viewer }) {
  const text = useText();
  const logout = useLogout();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [areRightsShown, setRightsShown] = useState(false);
  const leave = async (): Promise<void> => {
    setAnchor(null);
    if (await saveBeforeLeaving()) await logout({}, '/login', false);
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
        <MenuItem
          component={Link}
          to="/programmes"
          onClick={() => {
            setAnchor(null);
          }}
        >
          <ListItemIcon>
            <RuleIcon fontSize="small" />
          </ListItemIcon>
          {text('programmes.rules.menu')}
        </MenuItem>
        <MenuItem
          component={Link}
          to="/account"
          onClick={() => {
            setAnchor(null);
          }}
        >
          <ListItemIcon>
            <ShieldIcon fontSize="small" />
          </ListItemIcon>
          {text('account.title')}
        </MenuItem>
        {viewer.viewerCanManageApiClients && (
          <MenuItem
            component={Link}
            to="/api-clients"
            onClick={() => {
              setAnchor(null);
            }}
          >
            <ListItemIcon>
              <ApiIcon fontSize="small" />
            </ListItemIcon>
            {text('app.menu.exchange')}
          </MenuItem>
        )}
        {viewer.viewerCanRequestExports && (
          <MenuItem
            component={Link}
            to="/exports"
            onClick={() => {
              setAnchor(null);
            }}
          >
            <ListItemIcon>
              <DownloadIcon fontSize="small" />
            </ListItemIcon>
            {text('exports.menu')}
          </MenuItem>
        )}
        {viewer.viewerCanBrowseAudit && (
          <MenuItem
            component={Link}
            to="/audit"
            onClick={() => {
              setAnchor(null);
            }}
          >
            <ListItemIcon>
              <AuditIcon fontSize="small" />
            </ListItemIcon>
            {text('app.menu.audit')}
          </MenuItem>
        )}
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
