// What the settings of second marking may say.
import { refuse, type Refusal } from '../../kernel/refusals.js';
import { formatTenths } from '../../kernel/tenths.js';
import type { SamplingSetting } from './sampling.js';

export const bordersMaximum = 5;
const newTutorReviewsMaximum = 500;
const newTutorDaysMaximum = 365;

/** Around the pass mark and around excellence, as the programmes count them: offered where nothing is set yet. */
export const usualBorders = [{ fromTenths: 780, toTenths: 820 }, { fromTenths: 880, toTenths: 920 }] as const;

export function settingRefusals(setting: Omit<SamplingSetting, 'seed'> & { toleranceTenths: number }, maximumTenths: number): Refusal[] {
  const range = (value: number, maximum: number, field: string, name: string) => (value >= 0 && value <= maximum ? [] : [refuse('OUT_OF_RANGE', { zh: `${name}应在 0 到 ${maximum} 之间。`, en: `Between 0 and ${maximum}.` }, { field, facts: { minimum: 0, maximum, given: value } })]);
  const points = (value: number) => value >= 0 && value <= maximumTenths;
  const maximum = formatTenths(maximumTenths);
  return [
    ...range(setting.samplePercent, 100, 'samplePercent', '随机比例'),
    ...range(setting.newTutorReviews, newTutorReviewsMaximum, 'newTutorReviews', '新任辅导员的份数'),
    ...range(setting.newTutorDays, newTutorDaysMaximum, 'newTutorDays', '新任辅导员的天数'),
    ...(points(setting.toleranceTenths) ? [] : [refuse('OUT_OF_RANGE', { zh: `允许的分差应在 0 到 ${maximum} 分之间。`, en: `The tolerance lies between 0 and ${maximum} points.` }, { field: 'tolerance', facts: { minimum: 0, maximum } })]),
    ...(setting.borders.length > bordersMaximum ? [refuse('LIMIT_REACHED', { zh: `临界分数段最多 ${bordersMaximum} 个。`, en: `At most ${bordersMaximum} borders.` }, { field: 'borders', facts: { maximum: bordersMaximum } })] : []),
    ...setting.borders.flatMap(({ fromTenths, toTenths }, place) => (points(fromTenths) && points(toTenths) && fromTenths <= toTenths ? [] : [refuse('OUT_OF_RANGE', { zh: `临界分数段应由低到高，在 0 到 ${maximum} 分之间。`, en: `A border runs upwards between 0 and ${maximum} points.` }, { field: `borders.${place}.from`, facts: { minimum: 0, maximum } })])),
  ];
}
