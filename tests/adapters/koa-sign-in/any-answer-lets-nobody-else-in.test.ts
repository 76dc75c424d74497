import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Browser } from '../../support/browser.ts';
import { changedResponses } from '../../support/changed-responses.ts';
import { base64 } from '../../support/saml-idp.ts';
import { secretKey } from '../../support/sign-in-connections.ts';
import { accountToEnter, acsOf, samlAnswer, samlRequestIn } from '../../support/signing-in.ts';
import { serverOn } from '../../support/start-server.ts';
import type { Answer } from '../koa-http/serving.ts';

/** So many of each: CONTRIBUTING.md names the long run. */
const numRuns = Number(process.env.SIGN_IN_FUZZ ?? 300);

const server = serverOn(undefined, { secretKey, unknownRequestsPerSecondMax: 100_000, logLevel: 'fatal' });

/**
 * An account in which Eve is an administrator and Ada, for whom the provider signs, is nobody: whoever is let in was not signed
 * for.
 */
async function accountOfEve() {
  const account = await accountToEnter(server());
  await account.provision({ userName: 'eve@example.com' });
  return account;
}

/** A browser whose answers are read, as a sign-in is under way in it. */
async function expectant(account: Awaited<ReturnType<typeof accountOfEve>>, id: string) {
  const browser = account.browser();
  const { headers } = await browser.get(`/sign-in/${id}`);
  const again = () => browser.get(`/sign-in/${id}`);
  await again();
  return { browser, again, location: headers.location };
}

function expectNobody({ status }: Answer, browser: Browser): void {
  expect(status).toBeLessThan(500);
  expect(status).not.toBe(303);
  expect(browser.cookies.has('rollcall')).toBe(false);
  browser.answers.length = 0;
}

test('a SAML response that was changed anyhow is no error and no session', async () => {
  const account = await accountOfEve();
  const { saml } = account;
  const { browser, again, location } = await expectant(account, saml.id);
  const said = samlAnswer(saml, samlRequestIn(location), { assertionId: '_assertion-1' });
  const { changed, pieces } = changedResponses(saml.idp.xml(said));
  const response = fc.oneof(
    { weight: 8, arbitrary: changed.map(base64) },
    { weight: 1, arbitrary: fc.constantFrom(...pieces).map(base64) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  );
  let count = 0;
  let read = 0;
  await fc.assert(
    fc.asyncProperty(response, fc.boolean(), async (SAMLResponse, isSentAgain) => {
      count += 1;
      if (count % 500 === 0) await again();
      const form = { SAMLResponse, ...(isSentAgain && { again: '1' }) };
      const answer = await browser.post(acsOf(saml), form);
      if (answer.status === 403) read += 1;
      expectNobody(answer, browser);
    }),
    { numRuns },
  );
  // The others named no request, so that a sign-in began in their place.
  expect(read).toBeGreaterThan(numRuns / 2);
  expect(await server().application.listSessions(account.caller, {})).toEqual([]);
}, 1_200_000);

test('a callback with anything in it is no error and no session', async () => {
  const account = await accountOfEve();
  const { oidc } = account;
  const { browser, again, location } = await expectant(account, oidc.id);
  let state = new URL(location ?? '').searchParams.get('state') ?? '';
  const name = fc.constantFrom(
    'state',
    'code',
    'error',
    'error_description',
    'iss',
    'id_token',
    'response',
    'x',
  );
  const value = fc.oneof(
    fc.constantFrom('$state', '$issuer', 'access_denied', ''),
    fc.string(),
    fc.string({ unit: 'binary' }).map((text) => text.toWellFormed()),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(name, value), { maxLength: 6 }),
      fc.boolean(),
      async (pairs, isRaw) => {
        const put = (text: string) => text.replace('$state', state).replace('$issuer', oidc.idp.issuer);
        const query = isRaw
          ? encodeURI(pairs.map((pair) => pair.map(put).join('=')).join('&'))
          : new URLSearchParams(pairs.map(([one, other]) => [one, put(other)])).toString();
        expectNobody(await browser.get(`/sign-in/${oidc.id}/oidc/callback?${query}`), browser);
        // An answer that names it uses it up.
        const begun = pairs.some(([, one]) => one === '$state') ? await again() : undefined;
        if (begun) state = new URL(begun.headers.location ?? '').searchParams.get('state') ?? '';
      },
    ),
    { numRuns },
  );
  expect(await server().application.listSessions(account.caller, {})).toEqual([]);
}, 1_200_000);
