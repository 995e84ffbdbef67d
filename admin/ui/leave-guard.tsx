import { useEffect, useRef, useState, type MutableRefObject } from 'react';
import { useBlocker } from 'react-router-dom';
import { registerUnsaved } from '../data/unsaved.js';
import { ConfirmDialog } from './confirm-dialog.js';
import { useText } from './text.js';

interface LeaveGuardProps {
  /** Read when somebody is about to leave, so that the leaving which follows saving is not asked about. */
  isDirty: MutableRefObject<boolean>;
}

/** A form that is saved by hand: whoever leaves it with changes is asked first, whether by a link, the browser's back, another role or signing out. */
export function LeaveGuard({ isDirty }: LeaveGuardProps) {
  const text = useText();
  const blocker = useBlocker(({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname && isDirty.current);
  const [answer, setAnswer] = useState<((mayLeave: boolean) => void) | null>(null);
  const latest = useRef(setAnswer);

  useEffect(() => registerUnsaved(() => (isDirty.current ? new Promise((resolve) => { latest.current(() => resolve); }) : Promise.resolve(true))), [isDirty]);
  useEffect(() => {
    const hold = (event: BeforeUnloadEvent): void => {
      if (isDirty.current) event.preventDefault();
    };
    window.addEventListener('beforeunload', hold);
    return () => {
      window.removeEventListener('beforeunload', hold);
    };
  }, [isDirty]);

  const isAsked = answer !== null || blocker.state === 'blocked';
  const decide = (mayLeave: boolean): void => {
    if (mayLeave) isDirty.current = false;
    answer?.(mayLeave);
    setAnswer(null);
    if (blocker.state === 'blocked') {
      if (mayLeave) blocker.proceed();
      else blocker.reset();
    }
  };
  return isAsked ? (
    <ConfirmDialog
      title={text('ui.leave.title')}
      explanation={text('ui.leave.text')}
      confirm={text('ui.leave.leave')}
      cancel={text('ui.leave.stay')}
      advised="cancel"
      isBusy={false}
      onConfirm={() => {
        decide(true);
      }}
      onCancel={() => {
        decide(false);
      }}
    />
  ) : null;
}
