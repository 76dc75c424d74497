import type { Field, Scalar } from './field.ts';
import { foldCase } from './fold-case.ts';

// A date, or a date and time, of ISO 8601; one that names no zone is taken for UTC wherever the server stands.
const instantPattern = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/i;
const zonePattern = /(Z|[+-]\d\d:\d\d)$/i;

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

/** Milliseconds since 1970 of a date or a date and time; `undefined` for any other text. */
export function millisecondsOf(text: string): number | undefined {
  if (!instantPattern.test(text)) return undefined;
  const milliseconds = Date.parse(text.includes('T') && !zonePattern.test(text) ? `${text}Z` : text);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

const comparableText = ({ caseExact }: Field, text: string): string => (caseExact ? text : foldCase(text));
