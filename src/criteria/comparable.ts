import type { ElementValue } from './attribute-values.ts';
import type { Field, Scalar } from './field.ts';
import { foldCase } from './fold-case.ts';

// A date, or a date and time, of ISO 8601; one that names no zone is taken for UTC wherever the server stands.
const instantPattern = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/i;
const zonePattern = /(Z|[+-]\d\d:\d\d)$/i;
const daysInEveryMonth = 28;

/** The form in which a field's values are compared; `undefined` for one that the field's type does not have. */
export function comparable(field: Field, value: Scalar): Scalar | undefined {
  switch (field.type) {
    case 'text':
      return typeof value === 'string' ? comparableText(field, value) : undefined;
    case 'any':
      return typeof value === 'string' ? comparableText(field, value) : value;
    case 'instant':
      return typeof value === 'string' ? millisecondsOf(value) : undefined;
    default:
      return typeof value === field.type ? value : undefined;
  }
}

/** The same of a stored value, with what stands around it where it is shown. */
export function comparableStored(field: Field, stored: ElementValue): Scalar | undefined {
  const { affixes, type, caseExact } = field;
  const { value } = stored;
  if (affixes !== undefined) return comparable(field, affixes.before + String(value) + affixes.after);
  if (caseExact || typeof value !== 'string' || (type !== 'text' && type !== 'any'))
    return comparable(field, value);
  // Hundreds of rules may ask about the same value.
  stored.folded ??= foldCase(value);
  return stored.folded;
}

/**
 * Milliseconds since 1970 of a date or a date and time; `undefined` for any other text. `24:00:00` is the end of the
 * day. Leap seconds are not known, as in xsd:dateTime (RFC 7643 section 2.3.5).
 */
export function millisecondsOf(text: string): number | undefined {
  if (!instantPattern.test(text) || !hasDay(text)) return undefined;
  const milliseconds = Date.parse(text.includes('T') && !zonePattern.test(text) ? `${text}Z` : text);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

/** `Date.parse` takes the 30th of February for the 1st of March. */
function hasDay(text: string): boolean {
  const date = text.slice(0, 'YYYY-MM-DD'.length);
  if (Number(date.slice(-2)) <= daysInEveryMonth) return true;
  const milliseconds = Date.parse(date);
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(date);
}

const comparableText = ({ caseExact }: Field, text: string): string => (caseExact ? text : foldCase(text));
