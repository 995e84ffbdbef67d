// What every clause of a rule document is made of: ids, exact decimals, dates, sentences in both languages.
import { z } from 'zod';
import { isLocalDate } from '../../kernel/calendar.js';

export const localDate = z.string().refine(isLocalDate, 'a calendar date, YYYY-MM-DD');
/** Points, percents, hours and credits with at most one decimal; read as text so that no float comes in between. */
export const tenths = z.string().regex(/^\d{1,4}(\.\d)?$/, 'a decimal with at most one digit after the point');
export const requirement = z.string().regex(/^[A-Z]+\d*-\d{2}$/, 'a requirement id');
export const code = z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'a code in capitals');
export const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
export const count = z.number().int().positive();

/** The offices' own ranks; what a programme calls its levels is mapped onto them (`levelScale`). */
export const officeLevel = z.enum(['PROVINCE', 'CITY', 'COUNTY', 'SCHOOL']);
/** A level of the programme's own scale. */
export const scaleLevel = z.enum(['PROVINCE', 'CITY', 'DISTRICT', 'COUNTY', 'SCHOOL']);

/** From and up to, both included; a floor has no upper end. */
export const range = z.strictObject({ minimum: tenths, maximum: tenths.optional() });
