import { expect, test } from 'vitest';
import type { FieldType, Scalar } from '../../src/criteria/field.ts';
import { scalarAs } from '../../src/criteria/scalar-as.ts';

test.each<[FieldType, Scalar, Scalar | undefined]>([
  ['text', 'x', 'x'],
  ['text', 7, '7'],
  ['text', -1.5, '-1.5'],
  ['text', true, 'true'],
  ['text', Number.NaN, undefined],
  ['number', 7, 7],
  ['number', '7', 7],
  ['number', '1e3', 1000],
  ['number', '', undefined],
  ['number', '9007199254740993', undefined],
  ['number', true, undefined],
  ['boolean', false, false],
  ['boolean', 'False', false],
  ['boolean', 'TRUE', true],
  ['boolean', 'yes', undefined],
  ['boolean', '', undefined],
  ['boolean', 1, undefined],
  ['instant', '2026-11-23', '2026-11-23'],
  ['instant', 7, undefined],
  ['any', 'True', 'True'],
  ['any', 7, 7],
])('as %s %j is %j', (type, value, read) => {
  expect(scalarAs(type, value)).toBe(read);
});
