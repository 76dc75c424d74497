import { expect, test } from 'vitest';
import { SeenNames } from '../../../src/adapters/command-line/import/seen-names.ts';

test('each name is remembered with the line where it came first, however many there are', () => {
  const seen = new SeenNames();
  const count = 20_000;
  const nameOf = (line: number) => `person-${line}@example.com`;
  for (let line = 1; line <= count; line += 1) expect(seen.lineOf(nameOf(line), line)).toBeUndefined();
  for (let line = 1; line <= count; line += 1) expect(seen.lineOf(nameOf(line), count + line)).toBe(line);
  expect(seen.size).toBe(count);
});
