import { useFormats } from '../ui/format.js';
import { useText } from '../ui/text.js';

/** Days in words, both included; without a first one they run until the last. */
export function useStretch(): (from: string | null | undefined, until: string) => string {
  const text = useText();
  const formats = useFormats();
  return (from, until) => (from == null ? text('programmes.calendar.until', { date: formats.date(until) }) : text('programmes.calendar.fromTo', { from: formats.date(from), until: formats.date(until) }));
}
