import { expect, test } from 'vitest';
import { administer } from '../support/databases.ts';
import { answering, webServer } from '../support/identity-provider.ts';
import { oktaMetadata } from '../support/saml-metadata.ts';
import { freshInstallation } from './installation.ts';

test('a service that starts reads metadata again that are due, and no others', async () => {
  const { folder, json, start } = freshInstallation();
  await json('account', 'create', '--name', 'Acme');
  const [due, fresh] = [await webServer(answering(oktaMetadata)), await webServer(answering(oktaMetadata))];
  for (const [name, { url }] of Object.entries({ due, fresh }))
    await json('sso', 'add-saml', '--name', name, '--metadata-url', url);
  const long = "UPDATE sso_connections SET check_due_at = '2026-01-01T00:00:00.000Z' WHERE name = 'due'";
  await administer(`sqlite:${folder}/data/rollcall.db`, long);
  const served = start('serve');
  await expect.poll(() => due.requests, { timeout: 20_000 }).toBe(2);
  expect(fresh.requests).toBe(1);
  expect((await served.stop()).code).toBe(0);
});
