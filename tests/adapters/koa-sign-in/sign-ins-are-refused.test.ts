import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { serviceAccountId } from '../../../src/application/ports/caller.ts';
import type { RecordedJournalEntry } from '../../../src/application/ports/event-feed.ts';
import type { FailedSignIn } from '../../../src/domain/sign-in/failed-sign-in.ts';
import { mnemonicId } from '../../../src/domain/sign-in/mnemonic-id.ts';
import type { Browser } from '../../support/browser.ts';
import { oidcIdp, signedInAt } from '../../support/oidc-idp.ts';
import { SamlIdp } from '../../support/saml-idp.ts';
import { secretKey } from '../../support/sign-in-connections.ts';
import {
  accountToEnter,
  acsOf,
  bring,
  samlAnswer,
  samlRequestIn,
  sessionIn,
  signInByOidc,
  signInBySaml,
} from '../../support/signing-in.ts';
import { operator, serverOn } from '../../support/start-server.ts';
import type { Answer } from '../koa-http/serving.ts';

const server = serverOn(undefined, { secretKey, unknownRequestsPerSecondMax: 1000 });

type Account = Awaited<ReturnType<typeof accountToEnter>>;

/** What a page of a refusal says, which is what the journal says. */
async function expectRefused(
  answer: Answer,
  account: Account,
  browser: Browser,
  heading: string,
  refusal: RecordedJournalEntry['refusal'] | object,
): Promise<RecordedJournalEntry | undefined> {
  expect([answer.status, sessionIn(browser)]).toEqual([403, undefined]);
  expect(answer.text).toContain(`<h1>${heading}</h1>`);
  const words = mnemonicId(String(answer.headers['x-request-id']));
  expect(answer.text).toContain(`<strong>${words}</strong>`);
  const [entry] = await server().application.readAuditLog(account.caller, { limit: 2, signIn: words });
  expect(entry).toEqual((await account.journal())[0]);
  expect(entry?.refusal).toMatchObject({ ...refusal, message: expect.stringContaining(words) });
  const { signIn } = entry?.refusal ?? {};
  expect(signIn).toMatchObject({ mnemonicId: words, connection: expect.stringContaining('Okta') });
  expect(answer.text).toContain(signIn?.remedy.replaceAll("'", '&#39;'));
  // By the button, and in no sentence besides.
  expect(answer.text.match(/sign in again/gi)?.length).toBe(
    1 + (signIn?.remedy.match(/sign in again/gi)?.length ?? 0),
  );
  await expectLogged(account, words, signIn);
  expect(await server().application.listSessions(account.caller, {})).toEqual([]);
  return entry;
}

/** The request log finds the request by the words, and says the same. */
async function expectLogged(account: Account, mnemonic: string, signIn: FailedSignIn | undefined) {
  const logged = async () =>
    (await server().application.listRequests(account.caller, { limit: 2, mnemonic })).requests;
  await expect.poll(logged, { timeout: 5000 }).toHaveLength(1);
  const [request] = await logged();
  const { check, expected, received, remedy } = signIn ?? {};
  expect(request).toMatchObject({
    ...{ status: 403, attempted: expect.stringMatching(/^(BeginSignIn|SignInBy(Saml|Oidc))$/) },
    refusal: { remedy, checks: [{ check, passed: false, expected, received }] },
    explanation: { todo: remedy, why: expect.not.stringContaining(String(remedy)) },
  });
}

describe('Somebody who has proved who it is', () => {
  const both = [
    ['SAML', ({ saml }: Account, browser: Browser) => signInBySaml(browser, saml)],
    ['OpenID Connect', ({ oidc }: Account, browser: Browser) => signInByOidc(browser, oidc)],
  ] as const;

  describe.each(both)('by %s', (_, signIn) => {
    test('and is nobody here, is told so, and nobody is made', async () => {
      const account = await accountToEnter(server());
      const browser = account.browser();
      const heading = 'Nobody has given you access yet';
      const refusal = { code: 'agentNotFound', signIn: { check: 'agent', received: 'nobody' } };
      const entry = await expectRefused(await signIn(account, browser), account, browser, heading, refusal);
      expect(entry?.target).toEqual({ type: 'agent', id: undefined, name: 'ada@example.com' });
      expect(entry?.refusal?.signIn?.expected).toBe(
        'one agent with the externalId "00u1", or with the userName "ada@example.com"',
      );
      const { total } = await server().application.listAgents(account.caller, {});
      expect(total).toBe(0);
    });

    test('and is deactivated, is not let back in', async () => {
      const account = await accountToEnter(server());
      const id = await account.provision({ active: false });
      const browser = account.browser();
      const refusal = { code: 'agentDeactivated', signIn: { check: 'active' } };
      const heading = 'Your access has been taken away';
      const entry = await expectRefused(await signIn(account, browser), account, browser, heading, refusal);
      expect(entry?.target).toEqual({ type: 'agent', id, name: 'ada@example.com' });
      const { agent } = await server().application.readAgent(account.caller, { id });
      expect(agent.active).toBe(false);
    });

    test('and is removed, is nobody', async () => {
      const account = await accountToEnter(server());
      const directory = { roles: [{ value: 'grader' }] };
      const id = await account.provision({ directory });
      await server().application.removeAgent(account.caller, { id });
      const browser = account.browser();
      const heading = 'Nobody has given you access yet';
      await expectRefused(await signIn(account, browser), account, browser, heading, {
        code: 'agentNotFound',
      });
    });

    test.each([[[]], [[{ value: 'agent' }]], [[{ value: 'owner' }]]])(
      'and has the roles %j, may not enter',
      async (roles) => {
        const account = await accountToEnter(server());
        await account.provision({ directory: { roles } });
        const browser = account.browser();
        const refusal = { code: 'mayNotEnter', signIn: { check: 'role' } };
        await expectRefused(
          await signIn(account, browser),
          account,
          browser,
          'You have no role here',
          refusal,
        );
      },
    );

    test('and shares an id with somebody else, is neither of them', async () => {
      const account = await accountToEnter(server());
      await account.provision({ externalId: '00u1' });
      await account.provision({ externalId: '00u1', userName: 'bob@example.com' });
      const browser = account.browser();
      const refusal = { code: 'agentNotFound', signIn: { received: 'several agents' } };
      const heading = 'Nobody has given you access yet';
      await expectRefused(await signIn(account, browser), account, browser, heading, refusal);
    });

    test('and owns the account, enters as the agent that the directory made, or not at all', async () => {
      const account = await accountToEnter(server());
      await server().application.nameOwner(account.caller, { userName: 'ada@example.com' });
      await account.provision({ active: false });
      const browser = account.browser();
      const heading = 'Your access has been taken away';
      await expectRefused(await signIn(account, browser), account, browser, heading, {
        code: 'agentDeactivated',
      });
    });
  });
});

describe('An answer by SAML', () => {
  async function begun() {
    const account = await accountToEnter(server());
    await account.provision();
    const browser = account.browser();
    const { headers } = await browser.get(`/sign-in/${account.saml.id}`);
    return { account, browser, saml: account.saml, request: samlRequestIn(headers.location) };
  }

  const couldNot = 'You could not be signed in';

  test('counts once', async () => {
    const { account, browser, saml, request } = await begun();
    const response = saml.idp.response(samlAnswer(saml, request));
    expect((await bring(browser, saml, response)).status).toBe(303);
    await server().application.endSessionsOfAgent(account.caller, {
      id: (await server().application.listSessions(account.caller, {}))[0]?.state.agentId as never,
    });
    browser.cookies.delete('rollcall');
    // Another one is under way, so that the response is read.
    await browser.get(`/sign-in/${saml.id}`);
    const refusal = { code: 'signInRefused', signIn: { check: 'request', received: request } };
    await expectRefused(await bring(browser, saml, response), account, browser, couldNot, refusal);
  });

  test('whose assertion was used counts for no other request', async () => {
    const { account, browser, saml, request } = await begun();
    const said = { assertionId: '_the-same' };
    await bring(browser, saml, saml.idp.response(samlAnswer(saml, request, said)));
    browser.cookies.delete('rollcall');
    const [session] = await server().application.listSessions(account.caller, {});
    await server().application.endSession(account.caller, { id: session?.state.id as never });
    const again = await signInBySaml(browser, saml, said);
    const refusal = { code: 'signInRefused', signIn: { check: 'replay' } };
    await expectRefused(again, account, browser, couldNot, refusal);
  });

  test.each([
    ['audience', { audiences: ['https://other.example'] }],
    ['destination', { destination: 'https://other.example/acs' }],
    ['issuer', { issuer: 'http://www.okta.com/exk2' }],
    ['status', { status: 'urn:oasis:names:tc:SAML:2.0:status:Requester' }],
    ['time', { notOnOrAfter: '2026-01-01T00:00:00Z' }],
    ['subject', { nameId: '' }],
  ])('that fails at the check "%s" is explained to administrators', async (check, said) => {
    const { account, browser, saml, request } = await begun();
    const response = saml.idp.response(samlAnswer(saml, request, said));
    const answer = await bring(browser, saml, response);
    await expectRefused(answer, account, browser, couldNot, { code: 'signInRefused', signIn: { check } });
    expect(answer.text).toContain('For administrators');
  });

  test('that another provider signed signs nobody in', async () => {
    const { account, browser, saml, request } = await begun();
    const answer = await bring(browser, saml, new SamlIdp().response(samlAnswer(saml, request)));
    const refusal = { signIn: { check: 'responseSignature' } };
    await expectRefused(answer, account, browser, couldNot, refusal);
  });

  test('to a sign-in by another connection of the account signs nobody in', async () => {
    const { account, browser, request } = await begun();
    const other = (await accountToEnter(server(), 'Other')).saml;
    const { saml } = account;
    await browser.get(`/sign-in/${other.id}`);
    // Both are under way in the browser, each with its own connection.
    const answer = await bring(browser, other, saml.idp.response(samlAnswer(other, request)));
    expect(answer.text).toContain('<dd>request</dd>');
    expect(sessionIn(browser)).toBeUndefined();
  });

  test('in another browser than the one where the sign-in began is not read, and begins one there', async () => {
    const { account, saml, request } = await begun();
    const response = saml.idp.response(samlAnswer(saml, request));
    const other = account.browser();
    const page = await bring(other, saml, response);
    expect([page.status, sessionIn(other)]).toEqual([200, undefined]);
    expect(page.text).toContain('Taking you to your identity provider');
    // With one of its own under way, it is read, and belongs to another.
    const answer = await bring(other, saml, response);
    await expectRefused(answer, account, other, couldNot, { signIn: { check: 'request' } });
  });

  test('that comes too late begins a sign-in in its place', async () => {
    const { saml, browser, request, account } = await begun();
    server().putClockForward(11 / (24 * 60));
    const response = saml.idp.response(samlAnswer(saml, request));
    const page = await bring(browser, saml, response);
    expect(page.text).toContain('Taking you to your identity provider');
    expect(await server().application.listSessions(account.caller, {})).toEqual([]);
    server().putClockForward(-11 / (24 * 60));
  });

  test('that nobody asked for begins a sign-in once, and never again in circles', async () => {
    const { account, browser, saml } = await begun();
    const unasked = () => saml.idp.response(samlAnswer(saml, undefined));
    const page = await bring(browser, saml, unasked());
    const url = /url=([^"]+)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const relayState = new URL(url).searchParams.get('RelayState') ?? '';
    const answer = await bring(browser, saml, unasked(), relayState);
    await expectRefused(answer, account, browser, couldNot, { signIn: { check: 'browser' } });
    const without = account.browser();
    const first = await without.post(acsOf(saml), {
      SAMLResponse: unasked(),
      RelayState: relayState,
      again: '1',
    });
    await expectRefused(first, account, without, couldNot, {
      signIn: { check: 'browser', received: expect.stringContaining('no cookies') },
    });
  });

  test.each([
    ['of more than 450 kB', { SAMLResponse: 'A'.repeat(450_001) }, 413],
    ['that is no base64', { SAMLResponse: '<script>alert(1)</script>' }, 200],
    ['without a response', {}, 200],
  ])('%s is not repeated', async (_, form, status) => {
    const { saml, account } = await begun();
    const answer = await account.browser().post(acsOf(saml), form, { isCrossSite: true });
    expect(answer.status).toBe(status);
    expect(answer.text).not.toContain('alert(1)');
    expect(answer.text).not.toContain('AAAA');
  });

  test('has to be a form', async () => {
    const { saml, browser } = await begun();
    const headers = { 'Content-Type': 'application/json' };
    expect((await browser.post(acsOf(saml), { SAMLResponse: 'PHg+' }, { headers })).status).toBe(415);
    const coded = { 'Content-Encoding': 'gzip' };
    expect((await browser.post(acsOf(saml), { SAMLResponse: 'PHg+' }, { headers: coded })).status).toBe(415);
  });
});

describe('An answer by OpenID Connect', () => {
  async function begun() {
    const account = await accountToEnter(server());
    await account.provision();
    const browser = account.browser();
    const { headers } = await browser.get(`/sign-in/${account.oidc.id}`);
    const { oidc } = account;
    return {
      account,
      browser,
      oidc,
      callback: async () =>
        `${oidc.redirectUri}?${await signedInAt(headers.location ?? '', oidc.redirectUri)}`,
    };
  }
  const couldNot = 'You could not be signed in';

  test('counts once', async () => {
    const { account, browser, callback } = await begun();
    const address = await callback();
    await browser.get(address);
    const [session] = await server().application.listSessions(account.caller, {});
    await server().application.endSession(account.caller, { id: session?.state.id as never });
    browser.cookies.delete('rollcall');
    const refusal = { code: 'signInRefused', signIn: { check: 'state' } };
    await expectRefused(await browser.get(address), account, browser, couldNot, refusal);
  });

  test('counts in the browser where the sign-in began only', async () => {
    const { account, callback } = await begun();
    const other = account.browser();
    await other.get(`/sign-in/${account.oidc.id}`);
    const answer = await other.get(await callback());
    await expectRefused(answer, account, other, couldNot, { signIn: { check: 'state' } });
    const without = account.browser();
    await expectRefused(await without.get(await callback()), account, without, couldNot, {
      signIn: { check: 'state' },
    });
  });

  test('counts for ten minutes', async () => {
    const { account, browser, callback } = await begun();
    const address = await callback();
    server().putClockForward(10 / (24 * 60));
    const answer = await browser.get(address);
    server().putClockForward(-10 / (24 * 60));
    await expectRefused(answer, account, browser, couldNot, { signIn: { check: 'state' } });
  });

  test('by which the provider lets nobody in is told', async () => {
    const { account, browser, callback } = await begun();
    account.oidc.idp.person = undefined;
    await expectRefused(await browser.get(await callback()), account, browser, couldNot, {
      signIn: { check: 'consent' },
    });
  });

  test('with somebody else’s code signs nobody in', async () => {
    const { account, browser, callback, oidc } = await begun();
    const theirs = account.browser();
    const { headers } = await theirs.get(`/sign-in/${oidc.id}`);
    const code = new URLSearchParams(await signedInAt(headers.location ?? '', oidc.redirectUri)).get('code');
    const address = new URL(await callback());
    address.searchParams.set('code', code ?? '');
    await expectRefused(await browser.get(address.href), account, browser, couldNot, {
      code: 'signInRefused',
    });
  });

  test('without anything is refused', async () => {
    const { account, browser, oidc } = await begun();
    await expectRefused(await browser.get(oidc.redirectUri), account, browser, couldNot, {
      signIn: { check: 'state', received: 'none' },
    });
  });

  test('of a provider that is gone begins nothing', async () => {
    const { account, browser } = await begun();
    const { id } = account.oidc;
    const idp = await oidcIdp();
    const issuer = idp.issuer.replace(/\d+$/, '1');
    await server().unitOfWork.transact(account.caller, async ({ ssoConnections }) => {
      const connection = await ssoConnections.find(id);
      const { provider } = connection?.state ?? {};
      if (connection && provider?.kind === 'oidc')
        await ssoConnections.store(
          connection.change({ provider: { ...provider, issuer } }, connection.state.createdAt),
        );
    });
    const answer = await browser.get(`/sign-in/${id}`);
    await expectRefused(answer, account, browser, couldNot, { signIn: { check: 'reached' } });
  });
});

describe('A way in', () => {
  const unknown = randomUUID();
  const ways = (id: string) =>
    [
      ['GET', `/sign-in/${id}`],
      ['GET', `/sign-in/${id}/saml`],
      ['POST', `/sign-in/${id}/saml/acs`],
      ['GET', `/sign-in/${id}/oidc/callback`],
    ] as const;

  test.each([...ways(unknown), ...ways('no-uuid'), ...ways('%00'), ...ways('x'.repeat(2000))])(
    '%s %s that is none is said to be none',
    async (method, path) => {
      const { browser } = await accountToEnter(server());
      const form = { SAMLResponse: 'PHg+', again: '1' };
      const chromium = browser();
      const answer = await (method === 'GET' ? chromium.get(path) : chromium.post(path, form));
      expect(answer.status).toBe(404);
      expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    },
  );

  test('of another kind is none', async () => {
    const { saml, oidc, browser } = await accountToEnter(server());
    expect((await browser().get(`/sign-in/${saml.id}/oidc/callback?state=x`)).status).toBe(404);
    const form = { SAMLResponse: 'PHg+', again: '1' };
    expect((await browser().post(`/sign-in/${oidc.id}/saml/acs`, form)).status).toBe(404);
    expect((await browser().get(`/sign-in/${oidc.id}/saml`)).status).toBe(404);
  });

  test('to an account that is closed lets nobody in, nor does one that was removed', async () => {
    const account = await accountToEnter(server());
    await account.provision();
    const browser = account.browser();
    const { headers } = await browser.get(`/sign-in/${account.saml.id}`);
    const answer = samlAnswer(account.saml, samlRequestIn(headers.location));
    await server().application.closeAccount(account.caller);
    const response = account.saml.idp.response(answer);
    const closed = await bring(browser, account.saml, response);
    expect(closed.text).toContain('This account is closed');
    expect((await browser.get(`/sign-in/${account.saml.id}`)).status).toBe(403);
    await server().application.reopenAccount(account.caller);
    await server().application.removeSsoConnection(account.caller, { id: account.saml.id });
    expect((await bring(browser, account.saml, response)).status).toBe(404);
    expect(sessionIn(browser)).toBeUndefined();
  });

  test('that is unknown is in the journal of the service', async () => {
    const { browser } = await accountToEnter(server());
    await browser().get(`/sign-in/${unknown}`);
    const service = { ...operator, accountId: serviceAccountId };
    const [entry] = await server().application.readAuditLog(service, { limit: 1 });
    expect(entry).toMatchObject({ action: 'BeginSignIn', refusal: { code: 'connectionNotFound' } });
  });
});
