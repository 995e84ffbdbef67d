import Snackbar from '@mui/material/Snackbar';
import { useEffect, useState } from 'react';
import { useNotificationContext, useTranslate, type NotificationPayload } from 'react-admin';
import { due, isGrave } from './notification-queue.js';

const SHOWN_MS = 4_000;

/** One message at a time, the newest at once: whoever hands in faster than messages fade reads of the last one, not of the one before. */
export function NewestNotification() {
  const { notifications, setNotifications } = useNotificationContext();
  const translate = useTranslate();
  const [shown, setShown] = useState<{ number: number; message: NotificationPayload } | null>(null);
  const [isOpen, setOpen] = useState(false);
  const isKept = isOpen && shown !== null && isGrave(shown.message);

  useEffect(() => {
    if (notifications.length === 0 || isKept) return;
    const { next, rest } = due(notifications);
    setNotifications(rest);
    if (next === undefined) return;
    setShown((before) => ({ number: (before?.number ?? 0) + 1, message: next }));
    setOpen(true);
  }, [notifications, setNotifications, isKept]);

  if (shown === null) return null;
  const { message, type, notificationOptions } = shown.message;
  const colour = type === 'info' ? {} : { bgcolor: `${type}.main`, color: `${type}.contrastText` };
  return (
    <Snackbar
      // A new message has its own time, however little of the last one's was left.
      key={shown.number}
      open={isOpen}
      message={typeof message === 'string' ? translate(message, { _: message, ...notificationOptions?.messageArgs }) : message}
      autoHideDuration={notificationOptions?.autoHideDuration === undefined ? SHOWN_MS : notificationOptions.autoHideDuration}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'center' }}
      slotProps={{ content: { sx: colour } }}
      onClose={() => {
        setOpen(false);
      }}
    />
  );
}
