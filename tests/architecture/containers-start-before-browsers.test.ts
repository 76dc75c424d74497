import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withContainers } from '../../vitest.config.ts';

test('suites that start a container run before the others, which may have a browser', () => {
  const startsOne = /import [^;]*(\bstartMysql\b|encrypted-servers\.ts)/;
  const suites = globSync('tests/**/*.test.ts').filter((file) => startsOne.test(readFileSync(file, 'utf8')));
  expect(suites.toSorted()).toEqual(withContainers.toSorted());
});
