import { describe, expect, test } from 'vitest';
import { onEachDatabase } from '../../support/databases.ts';
import { secretKey } from '../../support/sign-in-connections.ts';
import {
  accountToEnter,
  bring,
  samlAnswer,
  samlRequestIn,
  sessionIn,
  signInByOidc,
  signInBySaml,
} from '../../support/signing-in.ts';
import { serverOn } from '../../support/start-server.ts';

onEachDatabase('a person', (product) => {
  const server = serverOn(product, { secretKey });

  test('signs in by SAML, and is shown who is signed in', async () => {
    const { saml, provision, browser, journal } = await accountToEnter(server());
    const agentId = await provision();
    const chromium = browser();
    const landed = await signInBySaml(chromium, saml);
    expect([landed.status, landed.headers.location]).toEqual([303, `${server().baseUrl('')}/`]);
    const { status, text } = await chromium.get('/sign-out');
    expect(status).toBe(200);
    expect(text).toContain('You are signed in as ada@example.com');
    expect(text).toContain('>Admin<');
    expect((await journal())[0]).toMatchObject({
      action: 'SessionBegan',
      principal: { kind: 'person', agentId, name: 'ada@example.com' },
      source: '127.0.0.1',
    });
  });

  test('signs in by OpenID Connect', async () => {
    const { oidc, provision, browser } = await accountToEnter(server());
    await provision();
    const chromium = browser();
    expect((await signInByOidc(chromium, oidc)).status).toBe(303);
    expect((await chromium.get('/sign-out')).text).toContain('You are signed in as ada@example.com');
  });

  test('signs in ten times at once in one browser, and each answer counts', async () => {
    const { saml, oidc, provision, browser, caller } = await accountToEnter(server());
    const id = await provision();
    const chromium = browser();
    await chromium.get(`/sign-in/${saml.id}`);
    const begun = await Promise.all(Array.from({ length: 8 }, () => chromium.get(`/sign-in/${saml.id}`)));
    const requests = begun.map(({ headers }) => samlRequestIn(headers.location));
    const landed = await Promise.all([
      ...requests.map((request) => bring(chromium, saml, saml.idp.response(samlAnswer(saml, request)))),
      ...[1, 2].map(() => signInByOidc(chromium, oidc)),
    ]);
    expect(landed.map(({ status }) => status)).toEqual(Array(10).fill(303));
    expect(await server().application.listSessions(caller, { agentId: id })).toHaveLength(10);
  });
});

describe('A person', () => {
  const server = serverOn(undefined, { secretKey });

  test.each([
    [
      'the id by which the directory provisions, whatever the NameID is',
      { externalId: '00u1', userName: 'countess@example.com' },
    ],
    ['the userName, where nobody has that id', { externalId: '00u2' }],
    ['the userName in other letters', { userName: 'ADA@example.com' }],
  ])('is found by %s', async (_, fields) => {
    const { saml, oidc, provision, browser } = await accountToEnter(server());
    await provision(fields);
    for (const signIn of [() => signInBySaml(browser(), saml), () => signInByOidc(browser(), oidc)])
      expect((await signIn()).status).toBe(303);
  });

  test('is found by the email, where the identity provider calls the person something else', async () => {
    const { saml, oidc, provision, browser } = await accountToEnter(server());
    await provision();
    oidc.idp.person = { sub: 'pairwise', preferred_username: 'ada', email: 'ada@example.com' };
    expect((await signInByOidc(browser(), oidc)).status).toBe(303);
    const said = { nameId: 'G-1', attributes: { email: ['ada@example.com'] } };
    expect((await signInBySaml(browser(), saml, said)).status).toBe(303);
  });

  test('enters as an owner whom no directory has assigned', async () => {
    const { saml, oidc, caller, browser } = await accountToEnter(server());
    await server().application.nameOwner(caller, { userName: 'Ada@Example.com' });
    for (const signIn of [signInBySaml(browser(), saml), signInByOidc(browser(), oidc)])
      expect((await signIn).status).toBe(303);
    const sessions = await server().application.listSessions(caller, {});
    expect(sessions.map(({ state }) => [state.userName, state.agentId])).toEqual(
      Array(2).fill(['Ada@Example.com', undefined]),
    );
  });

  test.each([
    ['/groups?filter=team', '/groups?filter=team'],
    ['/', '/'],
    ['//evil.example/x', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example', '/'],
    ['/\t/evil.example', '/'],
    ['/a\r\nSet-Cookie: x=y', '/'],
    ['javascript:alert(1)', '/'],
    [`/${'x'.repeat(500)}`, '/'],
  ])('who wanted to go to %j is led to %s', async (wanted, led) => {
    const { saml, oidc, provision, browser } = await accountToEnter(server());
    await provision();
    const path = `?return=${encodeURIComponent(wanted)}`;
    for (const landed of [
      await signInBySaml(browser(), saml, {}, path),
      await signInByOidc(browser(), oidc, path),
    ]) {
      expect(landed.headers.location).toBe(server().baseUrl('') + led);
      expect(landed.headers['set-cookie']?.join()).not.toContain('x=y');
    }
  });

  test('who clicks a tile of a dashboard signs in by a request of our own in its place', async () => {
    const { saml, provision, browser } = await accountToEnter(server());
    await provision();
    const chromium = browser();
    const unasked = saml.idp.response(samlAnswer(saml, undefined));
    const page = await bring(chromium, saml, unasked, 'https://acme.okta.example');
    expect(page.status).toBe(200);
    expect(sessionIn(chromium)).toBeUndefined();
    const url = /http-equiv="refresh" content="0; url=([^"]+)"/
      .exec(page.text)?.[1]
      ?.replaceAll('&amp;', '&');
    const answer = saml.idp.response(samlAnswer(saml, samlRequestIn(url)));
    const relayState = new URL(url ?? '').searchParams.get('RelayState') ?? '';
    expect((await bring(chromium, saml, answer, relayState)).status).toBe(303);
    expect((await chromium.get('/sign-out')).text).toContain('You are signed in as ada@example.com');
  });

  test('is signed out when the identity provider says so', async () => {
    const { saml, provision, browser, caller } = await accountToEnter(server());
    await provision();
    const sessionEnds = new Date(Date.now() + 60_000).toISOString();
    await signInBySaml(browser(), saml, { sessionEnds });
    const [session] = await server().application.listSessions(caller, {});
    expect(session?.state).toMatchObject({ endsAt: sessionEnds, browser: 'Chromium of the tests' });
  });
});
