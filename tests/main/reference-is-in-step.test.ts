import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { references } from '../../src/main/references.ts';

test.each(references())('$path is what `npm run reference` writes', ({ path, text }) => {
  expect(readFileSync(path, 'utf8')).toBe(text);
});
