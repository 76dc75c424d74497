import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { nexts } from '../../src/application/set-up/okta/next-steps.ts';
import { oktaScreens } from '../../src/application/set-up/okta/okta-screens.ts';
import { setUpTodos } from '../../src/application/set-up/okta/set-up-problems.ts';

/** The guides as people read them: without marks, and in one line. */
const guides = globSync('docs/guides/*.md')
  .map((path) =>
    readFileSync(path, 'utf8').replaceAll(/[*`]|\s+/g, (mark) => (mark.trim() === '' ? ' ' : '')),
  )
  .join(' ');

const screens = [
  ...Object.values(oktaScreens({ acs: '', audience: '' })),
  ...Object.values(oktaScreens({ acs: 'acs', audience: 'audience' })),
].flat();

/** What a text has of Okta's screens: it is in bold, or emphasised. */
const namesIn = (text: string): readonly string[] =>
  [...text.matchAll(/\*+([^*]+?)(?: →)?\*+/g)].flatMap(([, name = '']) => name.split(' → '));

describe('what the page for the set-up with Okta says, the guides say as well:', () => {
  test.each(screens.map(({ menu, fields }) => [menu, fields] as const))('%s', (menu, fields) => {
    for (const name of menu.split(' → ')) expect(guides).toContain(name);
    for (const { name, value = name } of fields) {
      expect(guides).toContain(name);
      for (const part of value.split(', ')) expect(guides).toContain(part);
    }
  });

  test.each([...setUpTodos, ...Object.values(nexts)])('%s', (text) => {
    for (const name of namesIn(text)) expect(guides).toContain(name);
  });
});
