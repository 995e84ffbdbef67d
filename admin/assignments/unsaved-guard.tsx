import { useState } from 'react';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { useLeaving } from '../ui/leaving.js';
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
  const [answer, setAnswer] = useState<((mayLeave: boolean) => void) | null>(null);
  const ask = (): Promise<boolean> => new Promise((resolve) => { setAnswer(() => resolve); });
  useLeaving({ isDirty, mayLeave: async () => (await save()) || ask() });

  const decide = (mayLeave: boolean): void => {
    answer?.(mayLeave);
    setAnswer(null);
  };
  return answer === null ? null : (
    <ConfirmDialog
      title={text('workbench.leave.title')}
      explanation={explanation}
      confirm={text('workbench.leave.leave')}
      cancel={text('workbench.leave.stay')}
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
