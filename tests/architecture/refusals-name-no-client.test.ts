import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** What the domain and the use cases throw, with its sentence: each transport adds what its reader should do. */
const refusals = globSync('src/{domain,application}/**/*.ts').flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/new DomainError\([\s\S]*?\);|const message =[\s\S]*?;\n/g)].map(
    ([text]) => ({ file, text }),
  ),
);

test('the sentences of all refusals are found', () => {
  expect(refusals.length).toBeGreaterThan(60);
});

test('no sentence of a refusal names a client, a screen of it, or how HTTP is spoken', () => {
  const told = refusals.filter(({ text }) =>
    /okta|entra\b|onelogin|http basic|bearer|rollcall [a-z]/i.test(text),
  );
  expect(told).toEqual([]);
});
