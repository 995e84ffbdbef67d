import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useId, useState } from 'react';
import { useText } from '../ui/text.js';
import { ClosedNote, useWhyClosed, type ChangePeriod } from './change-effects.js';
import { SubstituteDialog } from './substitute-dialog.js';
import { WithdrawDialog } from './withdraw-dialog.js';

interface ChangeableEnrolment {
  id: string;
  state: 'ENROLLED' | 'WITHDRAWN';
  learner: { name: string };
  period: ChangePeriod;
}

type Act = 'withdraw' | 'substitute';
const ACTS: readonly Act[] = ['substitute', 'withdraw'];

/** Swapping and withdrawing as buttons of a record; once they are closed, the reason stands beside them. */
export function ChangeButtons({ enrolment }: { enrolment: ChangeableEnrolment }) {
  const text = useText();
  const [act, setAct] = useState<Act | null>(null);
  const why = useWhyClosed()(enrolment.period);
  // What was begun is finished: its end is told although the enrolment has changed by then.
  if (enrolment.state === 'WITHDRAWN' && act === null) return null;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
      {why !== null && <ClosedNote reason={why} />}
      {enrolment.state === 'ENROLLED' &&
        ACTS.map((one) => (
          <Button key={one} variant="outlined" color={one === 'withdraw' ? 'error' : 'primary'} disabled={why !== null} onClick={() => { setAct(one); }}>
            {text(`changes.open.${one}`)}
          </Button>
        ))}
      <ChangeDialog act={act} enrolment={enrolment} onClose={() => { setAct(null); }} />
    </Box>
  );
}

/** The same in the row of a list, behind one button. */
export function ChangeMenu({ enrolment, onAct }: { enrolment: ChangeableEnrolment; onAct: (act: Act) => void }) {
  const text = useText();
  const id = useId();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const why = useWhyClosed()(enrolment.period);
  const { name } = enrolment.learner;
  const close = (): void => { setAnchor(null); };
  return (
    <>
      <Button size="small" aria-label={text('changes.menuOf', { name })} aria-haspopup="menu" aria-expanded={anchor !== null} aria-controls={anchor === null ? undefined : id} onClick={(event) => { setAnchor(event.currentTarget); }}>
        {text('changes.menu')}
      </Button>
      <Menu id={id} anchorEl={anchor} open={anchor !== null} onClose={close} slotProps={{ root: { role: 'region', 'aria-label': text('changes.menuOf', { name }) } }}>
        {why === null
          ? ACTS.map((act) => (
              <MenuItem key={act} onClick={() => { close(); onAct(act); }}>
                {text(`changes.open.${act}`)}
              </MenuItem>
            ))
          : [
              <MenuItem key="why" onClick={close} sx={{ whiteSpace: 'normal', maxWidth: 320 }}>
                {why}
              </MenuItem>,
            ]}
      </Menu>
    </>
  );
}

export function ChangeDialog({ act, enrolment, onClose }: { act: Act | null; enrolment: Pick<ChangeableEnrolment, 'id' | 'learner'>; onClose: () => void }) {
  if (act === null) return null;
  const props = { enrolmentId: enrolment.id, name: enrolment.learner.name, onClose };
  return act === 'withdraw' ? <WithdrawDialog {...props} /> : <SubstituteDialog {...props} />;
}

export type { Act };
