import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { serviceAccountId } from '../../../src/application/ports/caller.ts';
import { oidcChecks, oidcRefusal } from '../../../src/domain/sign-in/oidc-checks.ts';
import { personChecks, personRefusal } from '../../../src/domain/sign-in/person-checks.ts';
import { samlChecks, samlRefusal } from '../../../src/domain/sign-in/saml-checks.ts';
import { SamlIdp } from '../../support/saml-idp.ts';
import { secretKey } from '../../support/sign-in-connections.ts';
import { accountToEnter, bring, samlAnswer, samlRequestIn, signInBySaml } from '../../support/signing-in.ts';
import { serverOn } from '../../support/start-server.ts';
import type { Answer } from '../koa-http/serving.ts';

const server = serverOn(undefined, { secretKey, unknownRequestsPerSecondMax: 1000 });

type Account = Awaited<ReturnType<typeof accountToEnter>>;

async function forged({ browser, saml }: Account): Promise<Answer> {
  const chromium = browser();
  const { headers } = await chromium.get(`/sign-in/${saml.id}`);
  const answer = samlAnswer(saml, samlRequestIn(headers.location));
  return bring(chromium, saml, new SamlIdp().response(answer));
}

const linkUsed = ({ browser }: Account, secret: string): Promise<Answer> =>
  browser().post('/sign-in/link', { secret });

/** What can be wrong with whoever signs in, each in an account of its own. */
const mistakes: readonly ((account: Account) => Promise<Answer>)[] = [
  forged,
  ({ browser, saml }) => signInBySaml(browser(), saml),
  async ({ browser, saml, provision }) => {
    await provision({ active: false });
    return signInBySaml(browser(), saml);
  },
  async ({ browser, saml, provision }) => {
    await provision({ directory: {} });
    return signInBySaml(browser(), saml);
  },
  async ({ browser, saml, caller }) => {
    await server().application.closeAccount(caller);
    return browser().get(`/sign-in/${saml.id}`);
  },
  ({ browser }) => browser().get(`/sign-in/${randomUUID()}`),
  (account) => linkUsed(account, 'a'.repeat(43)),
  async (account) => {
    const { nameOwner, makeSignInLink, dismissOwner } = server().application;
    const named = { userName: 'ada@example.com' };
    await nameOwner(account.caller, named);
    await nameOwner(account.caller, { userName: 'bob@example.com' });
    const { secret } = await makeSignInLink(account.caller, named);
    await dismissOwner(account.caller, named);
    return linkUsed(account, secret);
  },
];

/** The section of the administrator's guide about refusals. */
const [, section = ''] =
  /^## When somebody is refused\n([\s\S]*?)^## /m.exec(
    readFileSync('docs/guides/administrator.md', 'utf8'),
  ) ?? [];

test('the administrator’s guide says of each page that refuses a sign-in what the request log says, and of no other', async () => {
  const rows = [...section.matchAll(/^\| \*\*(.+?)\*\* \| (.+) \|$/gm)].map(([, ...cells]) => cells);
  const told: (readonly (string | undefined)[])[] = [];
  for (const [index, mistake] of mistakes.entries()) {
    const account = await accountToEnter(server(), `Acme ${index}`);
    const { text, headers } = await mistake(account);
    const heading = /<h1>(.*?)<\/h1>/.exec(text)?.[1];
    told.push([heading, await todoOf(account, String(headers['x-request-id']))]);
  }
  const checkReference = /Look up the check among/;
  expect(rows.map(([heading]) => heading).toSorted()).toEqual(told.map(([heading]) => heading).toSorted());
  for (const [heading, todo = ''] of rows)
    if (!checkReference.test(todo)) expect(told).toContainEqual([heading, todo]);
});

/** What the request log says is to be done, in the account's log or in the service's own. */
const todoOf = ({ caller }: Account, requestId: string): Promise<string | undefined> =>
  vi.waitFor(
    async () => {
      for (const accountId of [caller.accountId, serviceAccountId]) {
        const asking = { ...caller, accountId };
        const { requests } = await server().application.listRequests(asking, { requestId, limit: 1 });
        if (requests[0] !== undefined) return requests[0].explanation?.todo;
      }
      throw new Error('It is not written yet.');
    },
    { timeout: 20_000, interval: 100 },
  );

test('it says of the checks that fail most what all are told', () => {
  const all = [
    ...personChecks.map((check) => personRefusal(check, '', '')),
    ...samlChecks.map((check) => samlRefusal(check, '', '')),
    ...oidcChecks.map((check) => oidcRefusal(check, '', '')),
  ].map(({ check, remedy }) => [check, remedy]);
  const rows = [...section.matchAll(/^\| `(\w+)` \| (.+) \|$/gm)].map(([, ...cells]) => cells);
  expect(rows.length).toBeGreaterThan(5);
  for (const row of rows) expect(all).toContainEqual(row);
});
