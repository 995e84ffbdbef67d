import ApartmentIcon from '@mui/icons-material/ApartmentOutlined';
import UnfoldMoreIcon from '@mui/icons-material/UnfoldMore';
import Button from '@mui/material/Button';
import ListItemText from '@mui/material/ListItemText';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { giveBackHeld } from '../data/held.js';
import { useChange } from '../data/queries.js';
import { saveBeforeLeaving } from '../data/unsaved.js';
import { ActivateRoleDocument } from '../gql/graphql.js';
import { useText } from '../ui/text.js';
import { useFailureText } from '../ui/states.js';
import { replaceViewer, type Role, type Viewer } from './viewer.js';

/** In which office and role the person acts now; always visible, and switchable when there are several. */
export function RoleSwitch({ viewer }: { viewer: Viewer }) {
  const text = useText();
  const navigate = useNavigate();
  const notify = useNotify();
  const failureText = useFailureText();
  const activate = useChange(ActivateRoleDocument);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);

  const nameOf = (role: Role): string => `${role.office.name} · ${text(`access.role.${role.role}`)}`;
  const current = viewer.activeRole;
  if (current === null || current === undefined) return null;

  const choose = async (role: Role): Promise<void> => {
    setAnchor(null);
    if (role.id === current.id) return;
    try {
      if (!(await saveBeforeLeaving())) return;
      const takeAgain = await giveBackHeld();
      const answer = await activate.mutateAsync({ input: { roleId: role.id } }).catch((error: unknown) => {
        takeAgain();
        throw error;
      });
      const { viewer: next, refusals } = answer.activateRole;
      if (next === null || next === undefined) {
        takeAgain();
        notify(refusals[0]?.message ?? '', { type: 'warning' });
        return;
      }
      replaceViewer(next);
      await navigate('/');
      notify(text('access.roleSwitched', { role: nameOf(role) }));
    } catch (error) {
      notify(failureText(error), { type: 'error' });
    }
  };

  if (viewer.roles.length <= 1) {
    return (
      <Typography variant="body2" role="group" aria-label={text('access.currentRole')} sx={{ display: 'flex', gap: 1, px: 1, alignItems: 'center' }}>
        <ApartmentIcon fontSize="small" aria-hidden />
        {nameOf(current)}
      </Typography>
    );
  }
  return (
    <>
      <Button
        size="small"
        color="inherit"
        startIcon={<ApartmentIcon />}
        endIcon={<UnfoldMoreIcon />}
        loading={activate.isPending}
        loadingPosition="end"
        aria-haspopup="menu"
        aria-label={text('access.switchRole', { role: nameOf(current) })}
        onClick={(event) => {
          setAnchor(event.currentTarget);
        }}
        sx={{ textAlign: 'left', fontWeight: 400 }}
      >
        {nameOf(current)}
      </Button>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => {
          setAnchor(null);
        }}
      >
        {viewer.roles.map((role) => (
          <MenuItem key={role.id} selected={role.id === current.id} onClick={() => void choose(role)}>
            <ListItemText primary={nameOf(role)} secondary={role.programme?.name} />
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
