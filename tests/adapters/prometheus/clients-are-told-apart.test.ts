import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { clientKind } from '../../../src/adapters/prometheus/client-kind.ts';

test.each([
  ['Okta SCIM Client 1.0.0', 'okta'],
  ['OKTA SCIM Integration', 'okta'],
  ['Google-Auto-Provisioning', 'google'],
  ['authentik@2026.5.3', 'authentik'],
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/143.0 Safari/537.36', 'browser'],
  ['', 'unnamed'],
  ['curl/8.5.0', 'other'],
  ['shopping-cart/1.0', 'other'],
] as const)('%s is %s', (userAgent, kind) => {
  expect(clientKind(userAgent)).toBe(kind);
});

test('directories whose traffic was recorded are known by what they call themselves', () => {
  const named = globSync('tests/fixtures/{okta,google,authentik}/*.json').map((file) => [
    file.split('/')[2],
    JSON.parse(readFileSync(file, 'utf8')).headers?.['User-Agent'] as string | undefined,
  ]);
  const known = named.filter(([, userAgent]) => userAgent !== undefined);
  expect(known.length).toBeGreaterThan(4);
  for (const [directory, userAgent = ''] of known) expect(clientKind(userAgent)).toBe(directory);
});
