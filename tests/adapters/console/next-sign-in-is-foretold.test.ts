import { expect, test } from 'vitest';
import { consoleVisitors } from '../../support/console-visitor.ts';
import { secretKey } from '../../support/sign-in-connections.ts';
import { accountToEnter, signInBySaml } from '../../support/signing-in.ts';
import { serverOn } from '../../support/start-server.ts';

const server = serverOn(undefined, { secretKey });
const visitor = consoleVisitors(server);

test.each([
  ['is deactivated', { active: false }],
  ['has no role', { directory: {} }],
] as const)('of whoever %s the console says what the sign-in then says', async (_, fields) => {
  const entered = await accountToEnter(server());
  const id = await entered.provision(fields);
  const { status, text } = await signInBySaml(entered.browser(), entered.saml);
  expect(status).toBe(403);
  const [, heading = ''] = /<h1[^>]*>([^<]+)<\/h1>/.exec(text) ?? [];
  const { page } = await visitor(entered);
  await page.goto(`/people/${id}`);
  const foretold = page.getByRole('list', { name: 'What a sign-in asks' });
  await foretold.getByText(heading).waitFor();
  await foretold.getByText('Would be let in').waitFor();
});

test('of whoever may enter the console says as what', async () => {
  const entered = await accountToEnter(server());
  const id = await entered.provision();
  const { page } = await visitor(entered);
  await page.goto(`/people/${id}`);
  const foretold = page.getByRole('list', { name: 'What a sign-in asks' });
  await foretold.getByText('As Admin').waitFor();
  const { headers } = await signInBySaml(entered.browser(), entered.saml);
  expect(headers.location).toBeDefined();
});
