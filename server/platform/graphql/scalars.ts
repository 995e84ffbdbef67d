// Scalars of the public schema. Rows already carry texts in their final form, so serialising hands them on.
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { isLocalDate } from '../../kernel/calendar.js';

/** A scalar whose outside form is a checked text. */
function textScalar(name: string, description: string, check: (text: string) => boolean): GraphQLScalarType<string, unknown> {
  const read = (value: unknown): string => {
    const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value;
    if (typeof text !== 'string' || !check(text)) throw new GraphQLError(`${name} cannot represent this value`, { extensions: { code: 'BAD_USER_INPUT' } });
    return text;
  };
  return new GraphQLScalarType<string, unknown>({
    name,
    description,
    serialize: (value) => (value instanceof Date ? value.toISOString() : value),
    parseValue: read,
    parseLiteral: (node) => read(node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT ? node.value : null),
  });
}

export const DateTimeScalar = textScalar('DateTime', '时刻。RFC 3339 in Beijing time: 2023-09-10T08:00:00+08:00.', (text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text)));
export const LocalDateScalar = textScalar('LocalDate', '日期。A calendar date in Shanghai: 2023-07-16.', isLocalDate);
export const DecimalScalar = textScalar('Decimal', '精确小数。An exact decimal as text, "79.6"; input may also be a JSON number with at most one digit after the point.', (text) => /^-?\d{1,12}(\.\d{1,4})?$/.test(text));
