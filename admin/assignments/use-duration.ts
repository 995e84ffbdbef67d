import { useText } from '../ui/text.js';
import { MISSING } from '../ui/format.js';

export function useDuration(): (seconds: number | null | undefined) => string {
  const text = useText();
  return (seconds) => {
    if (seconds === null || seconds === undefined) return MISSING;
    const minutes = Math.floor(seconds / 60);
    return minutes === 0
      ? text('assignments.seconds', { seconds })
      : text('assignments.minutesSeconds', { minutes, seconds: seconds % 60 });
  };
}
