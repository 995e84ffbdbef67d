import { useLocale } from 'react-admin';

export const MISSING = '—';

export interface Formats {
  /** 2023年7月16日 */
  date: (value: string | null | undefined) => string;
  /** 2023年9月10日 08:00, always Beijing time */
  time: (value: string | null | undefined) => string;
  /** 08:00, always Beijing time */
  clock: (value: string | null | undefined) => string;
  period: (startsOn: string, endsOn: string) => string;
  /** 7月 */
  month: (value: string) => string;
  integer: (value: number | null | undefined) => string;
  /** One decimal unless told otherwise; the server's decimals are exact strings and stay strings. */
  decimal: (value: string | null | undefined, places?: number) => string;
  points: (value: string | null | undefined) => string;
  percent: (value: string | null | undefined) => string;
}

const TAGS: Record<string, string> = { zh: 'zh-CN', en: 'en-GB' };
const BEIJING = { timeZone: 'Asia/Shanghai' } as const;

function create(tag: string): Formats {
  const date = new Intl.DateTimeFormat(tag, { ...BEIJING, year: 'numeric', month: 'long', day: 'numeric' });
  const clock = new Intl.DateTimeFormat(tag, { ...BEIJING, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const month = new Intl.DateTimeFormat(tag, { ...BEIJING, month: 'short' });
  const integer = new Intl.NumberFormat(tag);
  const instant = (value: string): Date => new Date(/^\d{4}-\d\d-\d\d$/.test(value) ? `${value}T00:00:00+08:00` : value);
  // A value that is no date is shown as it came; a page must not break on it.
  const dated = (value: string, show: (date: Date) => string): string => {
    const date = instant(value);
    return Number.isNaN(date.getTime()) ? value : show(date);
  };
  const present = <Value>(value: Value | null | undefined, show: (value: Value) => string): string =>
    value === null || value === undefined || value === '' ? MISSING : show(value);

  return {
    date: (value) => present(value, (it) => dated(it, (at) => date.format(at))),
    time: (value) => present(value, (it) => dated(it, (at) => `${date.format(at)} ${clock.format(at)}`)),
    clock: (value) => present(value, (it) => dated(it, (at) => clock.format(at))),
    // What both days share is said once where the language does so.
    period: (startsOn, endsOn) => (tag === TAGS['zh'] ? `${date.format(instant(startsOn))} – ${date.format(instant(endsOn))}` : date.formatRange(instant(startsOn), instant(endsOn))),
    month: (value) => month.format(instant(value)),
    integer: (value) => present(value, (it) => integer.format(it)),
    decimal: (value, places) => present(value, (it) => withPlaces(it, places ?? 1)),
    points: (value) => present(value, (it) => it.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')),
    percent: (value) => present(value, (it) => `${withPlaces(it, 1)}%`),
  };
}

/** Pads with zeros; never rounds what the server has said, and groups thousands. */
function withPlaces(value: string, places: number): string {
  const [whole = '0', fraction = ''] = value.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const shown = fraction.length > places ? fraction : fraction.padEnd(places, '0');
  return shown === '' ? grouped : `${grouped}.${shown}`;
}

const formatsByTag = new Map<string, Formats>();

export function useFormats(): Formats {
  const tag = TAGS[useLocale()] ?? 'zh-CN';
  let formats = formatsByTag.get(tag);
  if (formats === undefined) {
    formats = create(tag);
    formatsByTag.set(tag, formats);
  }
  return formats;
}
