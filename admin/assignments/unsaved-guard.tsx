import { useEffect, useRef, useState } from 'react';
import { useBlocker } from 'react-router-dom';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { useText } from '../ui/text.js';

interface UnsavedGuardProps {
  /** What would be lost, and why it is not saved. */
  explanation: string;
  isDirty: () => boolean;
  save: () => Promise<boolean>;
}

/** Leaving waits for the draft; only when it cannot be saved is the person asked. */
export function UnsavedGuard({ explanation, isDirty, save }: UnsavedGuardProps) {
  const text = useText();
  const [isAsked, setAsked] = useState(false);
  const blocker = useBlocker(({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname && isDirty());

  const latest = useRef({ blocker, save });
  latest.current = { blocker, save };

  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    // One blocked navigation, one attempt to save.
    void latest.current.save().then((isSaved) => {
      if (isSaved) latest.current.blocker.proceed?.();
      else setAsked(true);
    });
  }, [blocker.state]);

  const stay = (): void => {
    setAsked(false);
    blocker.reset?.();
  };
  return isAsked && blocker.state === 'blocked' ? (
    <ConfirmDialog
      title={text('workbench.leave.title')}
      explanation={explanation}
      confirm={text('workbench.leave.leave')}
      cancel={text('workbench.leave.stay')}
      advised="cancel"
      isBusy={false}
      onConfirm={() => {
        blocker.proceed();
      }}
      onCancel={stay}
    />
  ) : null;
}
