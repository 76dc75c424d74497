import { millisecondsOf } from '../../criteria/comparable.ts';
import type { AttributeType } from '../schema/attribute.ts';

export type SimpleType = Exclude<AttributeType, 'complex' | 'any'>;

// xsd:dateTime, as RFC 7643 section 2.3.5 asks.
const dateTimePattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/;
// Base64 with either alphabet (RFC 4648 sections 4 and 5), the padding optional.
const binaryPattern = /^[\w+/-]+={0,2}$/;
// A URI or a relative reference, letters of all languages included.
const referencePattern = /^[^\s<>"\\^`{|}]+$/;

const matches = (pattern: RegExp) => (value: unknown) => typeof value === 'string' && pattern.test(value);

/** RFC 7643 section 2.3: which JSON values are of the type, and how to ask for one. */
export const simpleTypes: Readonly<Record<SimpleType, { expected: string; holds(value: unknown): boolean }>> =
  {
    string: { expected: 'a string', holds: (value) => typeof value === 'string' },
    boolean: { expected: 'true or false', holds: (value) => typeof value === 'boolean' },
    decimal: { expected: 'a number', holds: Number.isFinite },
    integer: { expected: 'an integer', holds: Number.isSafeInteger },
    dateTime: {
      expected: 'a date and time such as "2026-11-23T12:00:00Z"',
      holds: (value) => isDateTimeText(value) && millisecondsOf(String(value)) !== undefined,
    },
    binary: { expected: 'a string in base64', holds: matches(binaryPattern) },
    reference: { expected: 'a URI, which has no spaces', holds: matches(referencePattern) },
  };

const isDateTimeText = matches(dateTimePattern);
