import { useEffect, useRef, useState, type MutableRefObject } from 'react';
import { registerUnsaved } from '../data/unsaved.js';
import { ConfirmDialog } from './confirm-dialog.js';
import { useLeaving } from './leaving.js';
import { useText } from './text.js';

interface LeaveGuardProps {
  /** Read when somebody is about to leave, so that the leaving which follows saving is not asked about. */
  isDirty: MutableRefObject<boolean>;
}

/** A form that is saved by hand: whoever leaves it with changes is asked first, whether by a link, the browser's back, another role or signing out. */
export function LeaveGuard({ isDirty }: LeaveGuardProps) {
  const text = useText();
  const [answer, setAnswer] = useState<((mayLeave: boolean) => void) | null>(null);
  const ask = useRef((): Promise<boolean> => new Promise((resolve) => { setAnswer(() => resolve); }));
  useLeaving({ isDirty: () => isDirty.current, mayLeave: ask.current });

  useEffect(() => registerUnsaved(() => (isDirty.current ? ask.current() : Promise.resolve(true))), [isDirty]);
  useEffect(() => {
    const hold = (event: BeforeUnloadEvent): void => {
      if (isDirty.current) event.preventDefault();
    };
    window.addEventListener('beforeunload', hold);
    return () => {
      window.removeEventListener('beforeunload', hold);
    };
  }, [isDirty]);

  const decide = (mayLeave: boolean): void => {
    if (mayLeave) isDirty.current = false;
    answer?.(mayLeave);
    setAnswer(null);
  };
  return answer === null ? null : (
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
  );
}
