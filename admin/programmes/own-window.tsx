import WarningIcon from '@mui/icons-material/WarningAmber';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { OwnWindowPartsFragment } from '../gql/graphql.js';
import { useText } from '../ui/text.js';
import { OfficeWindowsDialog } from './office-windows-dialog.js';
import { OwnWindowDialog } from './own-window-dialog.js';
import { useStretch } from './use-stretch.js';

/** The days of the rules, and below them those that hold for the reader's own office where offices set theirs. */
export function DaysCell({ days, own }: { days: string; own: OwnWindowPartsFragment | undefined }) {
  const text = useText();
  const stretch = useStretch();
  if (own === undefined) return days;
  const { officeName, isSet, mustSetAgain, level, from, until } = own;
  const said = officeName == null ? text(`programmes.own.leftTo.${level}`) : isSet ? text('programmes.own.holds', { office: officeName, days: stretch(from, until) }) : text('programmes.own.notSet', { office: officeName });
  return (
    <>
      {days}
      <Typography variant="body2" component="div" color={isSet ? 'textPrimary' : 'textSecondary'} sx={{ fontWeight: isSet ? 600 : 400 }}>
        {said}
      </Typography>
      {mustSetAgain && (
        <Box sx={{ display: 'flex', alignItems: 'center', justifyContent: { xs: 'flex-end', sm: 'flex-start' }, gap: 0.5, color: 'warning.main' }}>
          <WarningIcon fontSize="small" />
          <Typography variant="body2" component="span">
            {text('programmes.own.mustSetAgain')}
          </Typography>
        </Box>
      )}
    </>
  );
}

export function OwnWindowActions({ programmeId, own }: { programmeId: string; own: OwnWindowPartsFragment | undefined }) {
  const text = useText();
  const [isOpen, setOpen] = useState(false);
  const close = (): void => {
    setOpen(false);
  };
  if (own === undefined || !(own.viewerCanSet || own.viewerCanSeeOthers)) return null;
  const others = text(`programmes.own.others.${own.level}`);
  return (
    <>
      <Button size="small" variant={own.mustSetAgain ? 'contained' : 'outlined'} sx={{ whiteSpace: 'nowrap' }} onClick={() => { setOpen(true); }}>
        {own.viewerCanSet ? text('programmes.own.set') : others}
      </Button>
      {isOpen && (own.viewerCanSet ? <OwnWindowDialog programmeId={programmeId} own={own} onClose={close} /> : <OfficeWindowsDialog programmeId={programmeId} own={own} onClose={close} />)}
    </>
  );
}
