import { millisecondsOf } from '../../criteria/comparable.ts';
import type { AttributeType } from '../schema/attribute.ts';

export type SimpleType = Exclude<AttributeType, 'complex' | 'any'>;

interface TypeOfValues {
  /** How to ask for a value of the type. */
  readonly expected: string;
  /** Whether it is the JSON type whose values the type's are. */
  readonly isOfJsonType: (value: unknown) => boolean;
  /** What keeps a value of that JSON type from being one, such as `has a blank at character 3`. */
  readonly problemOf?: (value: string) => string | undefined;
}

// xsd:dateTime, as RFC 7643 section 2.3.5 asks.
const dateTimePattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/;
// Either alphabet (RFC 4648 sections 4 and 5), the padding optional.
const base64Pattern = /^[\w+/-]*/;
const base64Ending = /^={0,2}$/;
// A URI or a relative reference, letters of all languages included.
const referencePattern = /^[^\s<>"\\^`{|}]*/;

const isString = (value: unknown) => typeof value === 'string';

/** RFC 7643 section 2.3: which JSON values are of the type. */
export const simpleTypes: Readonly<Record<SimpleType, TypeOfValues>> = {
  string: { expected: 'a string', isOfJsonType: isString },
  boolean: { expected: 'true or false', isOfJsonType: (value) => typeof value === 'boolean' },
  decimal: { expected: 'a number', isOfJsonType: Number.isFinite },
  integer: { expected: 'an integer', isOfJsonType: Number.isSafeInteger },
  dateTime: {
    expected: 'a date and time such as "2026-11-23T12:00:00Z"',
    isOfJsonType: isString,
    problemOf: (text) =>
      dateTimePattern.test(text) && millisecondsOf(text) !== undefined
        ? undefined
        : 'the text is of another form, or the calendar has no such day',
  },
  binary: { expected: 'a string in base64', isOfJsonType: isString, problemOf: base64Problem },
  reference: {
    expected: 'a URI',
    isOfJsonType: isString,
    problemOf: (text) => {
      const { length } = referencePattern.exec(text)?.[0] ?? '';
      if (length < text.length) return `a URI cannot have its character ${length + 1}`;
      return text === '' ? 'the text is empty' : undefined;
    },
  },
};

function base64Problem(text: string): string | undefined {
  const { length } = base64Pattern.exec(text)?.[0] ?? '';
  if (!base64Ending.test(text.slice(length))) return `base64 cannot have its character ${length + 1}`;
  // Four characters are three bytes, and one character is less than a byte.
  if (length === 0 || length % 4 === 1) return 'the text ends in the middle of a byte';
  return undefined;
}
