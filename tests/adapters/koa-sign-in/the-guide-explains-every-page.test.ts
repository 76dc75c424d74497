import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
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

test('the administrator’s guide says what to do about each page that refuses a sign-in, and about no other', async () => {
  const guide = readFileSync('docs/guides/administrator.md', 'utf8');
  const [, section = ''] = /^## When somebody is refused\n([\s\S]*?)^## /m.exec(guide) ?? [];
  const explained = [...section.matchAll(/^\| \*\*(.+?)\*\* \|/gm)].map(([, heading]) => heading);
  const headings: (string | undefined)[] = [];
  for (const [index, mistake] of mistakes.entries()) {
    const { text } = await mistake(await accountToEnter(server(), `Acme ${index}`));
    headings.push(/<h1>(.*?)<\/h1>/.exec(text)?.[1]);
  }
  expect(explained.toSorted()).toEqual(headings.toSorted());
});
