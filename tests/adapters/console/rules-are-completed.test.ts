import type { Locator } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { consoleVisitors } from '../../support/console-visitor.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';
import { people, userOf } from './okta-pushes.ts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const server = serverOn();
const visitor = consoleVisitors(server);
let account: TestAccount;

beforeAll(async () => {
  account = await server().openAccount();
  const user = userOf(people[0]);
  const answer = await account.client.post('/Users', {
    ...{ ...user, schemas: [...user.schemas, enterprise], title: 'Chief Archivist', userType: 'Contractor' },
    ...{ addresses: [{ type: 'work', country: 'NZ' }], [enterprise]: { department: 'Archives' } },
  });
  expect(answer.status).toBe(201);
});

/** What the browser completes a field to. */
const valuesOffered = (field: Locator) =>
  field.evaluate((element) => {
    const { list } = element as HTMLInputElement;
    return [...(list?.options ?? [])].map(({ value }) => value);
  });

test.each([
  ['title', 'Chief Archivist'],
  ['userType', 'Contractor'],
  ['addresses.country', 'NZ'],
  [`${enterprise}:department`, 'Archives'],
  ['emails.value', 'ada.byron@example.com'],
  ['profile.location', 'London'],
])('rules about %s are completed with the values that people have', async (attribute, value) => {
  const { page } = await visitor(account);
  await page.goto('/groups/new');
  await page.getByLabel('Attribute', { exact: true }).fill(attribute);
  const field = page.getByLabel('Value');
  await expect.poll(() => valuesOffered(field)).toContain(value);
  await field.fill(value.slice(0, 1).toLowerCase());
  await expect.poll(() => valuesOffered(field)).toContain(value);
  await page.getByRole('button', { name: 'Text', exact: true }).click();
  const rule = page.getByLabel('Rule', { exact: true });
  await rule.fill('');
  await rule.pressSequentially(`${attribute} eq "${value.slice(0, 1)}`);
  await page.getByRole('option', { name: value }).waitFor();
  await page.keyboard.press('Enter');
  expect(await rule.inputValue()).toBe(`${attribute} eq "${value}"`);
  await page.getByText('1 person would belong').waitFor();
});
