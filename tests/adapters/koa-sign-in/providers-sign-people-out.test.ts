import { createHmac, createPublicKey, sign } from 'node:crypto';
import { request } from 'node:http';
import { exportJWK, type JWTHeaderParameters, type JWTPayload } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Caller } from '../../../src/application/ports/caller.ts';
import { oidcProvider } from '../../../src/domain/sign-in/sso-provider.ts';
import { onEachDatabase, sqlite } from '../../support/databases.ts';
import { answering, webServer } from '../../support/identity-provider.ts';
import { LogoutSender } from '../../support/logout-sender.ts';
import { ScimClient } from '../../support/scim-client.ts';
import { addedConnection, providers } from '../../support/sso-connections.ts';
import { serverOn, type TestAccount, TestServer } from '../../support/start-server.ts';

const settings = { secretKey: 'k'.repeat(32) };

/** An account whose people sign in by an application of Okta's, and one of them who is signed in. */
async function openedOn(server: TestServer, okta = new LogoutSender(), userName = 'ada@example.com') {
  const account = await server.openAccount();
  const { application } = server;
  const { caller } = account;
  const { state } = await application.addSsoConnection(caller, {
    name: 'Okta',
    metadataXml: okta.metadataXml(),
  });
  const ada = await signedIn(server, caller, userName);
  return { server, account, caller, okta, ada, connection: state.id };
}

async function signedIn({ application }: TestServer, caller: Caller, userName: string) {
  const desired = {
    ...{ userName, active: true, externalId: `00u-${userName}` },
    directory: { roles: [{ value: 'grader' }] },
  };
  const { agent } = await application.provisionAgent(caller, { desired });
  const { id } = agent.state;
  const start = { connection: 'Okta', address: '203.0.113.7', browser: 'Chromium' };
  const { secret } = await application.beginSession(caller, { agentId: id, ...start });
  const token = await application.issueToken(caller, { name: `Of ${userName}`, agentId: id });
  return { id, secret, token: token.text, userName };
}

type Opened = Awaited<ReturnType<typeof openedOn>>;

const addressOf = ({ port }: TestServer): string => `http://127.0.0.1:${port}/okta/universal-logout`;

const email = (address: string) => ({ sub_id: { format: 'email', email: address } });

/** Sends what Okta sends, but for what a test says otherwise. */
async function ask(
  { server, okta }: Pick<Opened, 'server' | 'okta'>,
  body: unknown,
  {
    claims = {},
    header = {},
    text,
  }: { claims?: JWTPayload; header?: Partial<JWTHeaderParameters>; text?: string } = {},
) {
  const token = text ?? (await okta.sign({ ...okta.claims(addressOf(server)), ...claims }, header));
  return fetch(addressOf(server), {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** Whether the person is let in by the session, and by the personal token. */
async function entersIn(server: TestServer, { secret, token }: Opened['ada']): Promise<readonly boolean[]> {
  const anonymous = { principal: { kind: 'anonymous' }, source: '203.0.113.7', requestId: 'r' } as const;
  const session = server.application.authenticateSession(anonymous, { secret }).then(
    () => true,
    () => false,
  );
  const client = new ScimClient(server.baseUrl(), { Authorization: `Bearer ${token}` });
  return [await session, (await client.get('/Me')).status === 200];
}

onEachDatabase('a logout token of Okta', (product) => {
  // However long tokens of directories are remembered.
  const server = serverOn(product, { ...settings, tokenCacheSeconds: 60 });

  test('ends the sessions and the personal tokens of one person, in every process', async () => {
    const on = await openedOn(server());
    const elsewhere = await TestServer.start(server().databaseUrl, { ...settings, tokenCacheSeconds: 60 });
    try {
      const eve = await signedIn(server(), on.caller, 'eve@example.com');
      for (const process of [server(), elsewhere])
        for (const one of [on.ada, eve]) expect(await entersIn(process, one)).toEqual([true, true]);
      const answer = await ask(on, email('ADA@example.com'));
      expect([answer.status, await answer.text()]).toEqual([204, '']);
      for (const process of [server(), elsewhere]) {
        expect(await entersIn(process, on.ada)).toEqual([false, false]);
        expect(await entersIn(process, eve)).toEqual([true, true]);
      }
      expect((await on.account.client.get('/Users')).status).toBe(200);
    } finally {
      await elsewhere.stop();
    }
  });

  test('is in the audit log, with what it ended and who asked', async () => {
    const on = await openedOn(server());
    await ask(on, email('ada@example.com'));
    const [newest, ...before] = await on.account.journal();
    const principal = { kind: 'identityProvider', id: on.connection, name: 'Okta' };
    expect(newest).toMatchObject({
      ...{ action: 'AgentSessionsEnded', principal, source: '127.0.0.1' },
      target: { type: 'agent', id: on.ada.id, name: 'ada@example.com' },
      changes: [
        { path: 'sessions', to: 1 },
        { path: 'tokens', to: 1 },
      ],
    });
    expect(before.slice(0, 2)).toMatchObject([
      { action: 'ApiTokenRevoked', principal },
      { action: 'SessionEnded', principal },
    ]);
  });

  test('counts once, whomever it names the second time', async () => {
    const on = await openedOn(server());
    const eve = await signedIn(server(), on.caller, 'eve@example.com');
    const text = await on.okta.sign(on.okta.claims(addressOf(server())));
    expect((await ask(on, email('ada@example.com'), { text })).status).toBe(204);
    const again = await ask(on, email('eve@example.com'), { text });
    expect([again.status, await again.json()]).toMatchObject([
      401,
      { detail: expect.stringContaining('used') },
    ]);
    expect(await entersIn(server(), eve)).toEqual([true, true]);
  });

  test('counts once of many at the same time', async () => {
    const on = await openedOn(server());
    const text = await on.okta.sign(on.okta.claims(addressOf(server())));
    const answers = await Promise.all([1, 2, 3, 4].map(() => ask(on, email('ada@example.com'), { text })));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 401, 401, 401]);
  });

  test('can be sent again where nobody was found', async () => {
    const on = await openedOn(server());
    const text = await on.okta.sign(on.okta.claims(addressOf(server())));
    expect((await ask(on, email('eve@example.com'), { text })).status).toBe(404);
    expect((await ask(on, email('ada@example.com'), { text })).status).toBe(204);
  });

  test('means no account but those whose connection it is of', async () => {
    const [ours, theirs] = [await openedOn(server()), await openedOn(server())];
    const only = await signedIn(server(), theirs.caller, 'only@example.com');
    expect((await ask(ours, email('only@example.com'))).status).toBe(404);
    expect((await ask(ours, email('ada@example.com'))).status).toBe(204);
    expect(await entersIn(server(), only)).toEqual([true, true]);
    expect(await entersIn(server(), theirs.ada)).toEqual([true, true]);
  });

  test('signs somebody out in each account that has a connection with the application', async () => {
    const okta = new LogoutSender();
    const [one, another] = [await openedOn(server(), okta), await openedOn(server(), okta)];
    const only = await signedIn(server(), another.caller, 'only@example.com');
    expect((await ask(one, email('ada@example.com'))).status).toBe(204);
    expect(await entersIn(server(), one.ada)).toEqual([false, false]);
    expect(await entersIn(server(), another.ada)).toEqual([false, false]);
    expect((await ask(one, email('only@example.com'))).status).toBe(204);
    expect(await entersIn(server(), only)).toEqual([false, false]);
  });

  test('signs out in a closed account, so that nobody is signed in once it is open again', async () => {
    const on = await openedOn(server());
    const { application } = server();
    await application.closeAccount(on.caller);
    expect((await ask(on, email('ada@example.com'))).status).toBe(204);
    await application.reopenAccount(on.caller);
    expect(await entersIn(server(), on.ada)).toEqual([false, false]);
  });

  test('revokes the personal tokens of somebody deactivated, who may be let in again', async () => {
    const on = await openedOn(server());
    const { application } = server();
    await application.deactivateAgent(on.caller, { id: on.ada.id });
    expect((await ask(on, email('ada@example.com'))).status).toBe(204);
    await application.reactivateAgent(on.caller, { id: on.ada.id });
    expect(await entersIn(server(), on.ada)).toEqual([false, false]);
  });

  test('signs out an owner whom no directory has assigned', async () => {
    const on = await openedOn(server());
    const { application } = server();
    await application.nameOwner(on.caller, { userName: 'grace@example.com' });
    const start = { connection: 'Okta', address: '203.0.113.7', browser: 'Chromium' };
    await application.beginSession(on.caller, { owner: 'grace@example.com', ...start });
    expect((await ask(on, email('Grace@example.com'))).status).toBe(204);
    const left = await application.listSessions(on.caller, {});
    expect(left.map(({ state }) => state.userName)).toEqual(['ada@example.com']);
  });
});

describe('who is meant', () => {
  const server = serverOn(sqlite, settings);
  let on: Opened;
  beforeAll(async () => {
    on = await openedOn(server());
  });

  test('is said by issuer and subject as well: the id by which the directory provisions', async () => {
    const grace = await signedIn(server(), on.caller, 'grace@example.com');
    const subject = { format: 'iss_sub', iss: on.okta.organisation, sub: '00u-grace@example.com' };
    expect((await ask(on, { sub_id: { ...subject, iss: 'https://other.okta.com' } })).status).toBe(404);
    expect(await entersIn(server(), grace)).toEqual([true, true]);
    expect((await ask(on, { sub_id: subject })).status).toBe(204);
    expect(await entersIn(server(), grace)).toEqual([false, false]);
  });

  test.each([
    ['nobody', {}],
    ['a list', []],
    ['a text', { sub_id: 'ada@example.com' }],
    ['another format', { sub_id: { format: 'opaque', id: 'ada' } }],
    ['no address', { sub_id: { format: 'email' } }],
    ['an empty address', { sub_id: { format: 'email', email: '' } }],
    ['an address of a thousand pages', { sub_id: { format: 'email', email: 'a'.repeat(2000) } }],
    ['a number', { sub_id: { format: 'iss_sub', iss: 'https://acme.okta.example', sub: 1 } }],
  ])('is said in words that can be read: %s is answered with 400', async (_, body) => {
    const answer = await ask(on, body);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ status: 400, detail: expect.stringContaining('subject') });
  });

  test.each([
    [400, 'no JSON', '{"sub_id":'],
    [400, 'no body', ''],
    [413, 'much', JSON.stringify({ ...email('ada@example.com'), more: 'x'.repeat(16_384) })],
  ])('is refused with %d where the body is %s', async (status, _, body) => {
    expect((await ask(on, body)).status).toBe(status);
    expect(await entersIn(server(), on.ada)).toEqual([true, true]);
  });

  test('is not found among those who were removed, with 404', async () => {
    const gone = await signedIn(server(), on.caller, 'gone@example.com');
    await server().application.removeAgent(on.caller, { id: gone.id });
    const answer = await ask(on, email('gone@example.com'));
    expect([answer.status, await answer.json()]).toMatchObject([
      404,
      { detail: 'There is no agent "gone@example.com" in this account.' },
    ]);
    const [entry] = await on.account.journal();
    expect(entry).toMatchObject({
      ...{ action: 'LogOutSubject', refusal: { code: 'agentNotFound' } },
      ...{ principal: { kind: 'identityProvider', name: 'Okta' }, target: { name: 'gone@example.com' } },
    });
  });

  test('is asked by POST only, at this address only', async () => {
    const other = await fetch(addressOf(server()));
    expect([other.status, other.headers.get('Allow')]).toEqual([405, 'POST']);
    expect((await fetch(`${addressOf(server())}/x`, { method: 'POST' })).status).toBe(404);
  });
});

describe('a token is refused with 401, and nobody is signed out,', () => {
  const server = serverOn(sqlite, settings);
  let on: Opened;
  beforeAll(async () => {
    on = await openedOn(server());
  });

  /** Refused as told, with what the journal says of it. */
  async function expectRefused(
    asked: Parameters<typeof ask>[2],
    words: string | RegExp,
    journal?: TestAccount,
  ) {
    const answer = await ask(on, email('ada@example.com'), asked);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('WWW-Authenticate')).toBe('Bearer error="invalid_token"');
    const { detail } = (await answer.json()) as { detail: string };
    expect(detail).toMatch(words);
    expect(await entersIn(server(), on.ada)).toEqual([true, true]);
    if (journal === undefined) return;
    const [entry] = await journal.journal();
    expect(entry).toMatchObject({
      ...{ action: 'AuthenticateLogoutToken', principal: { kind: 'anonymous' } },
      ...{ target: { type: 'connection', name: 'Okta' }, refusal: { message: detail } },
    });
  }

  const seconds = (ahead: number): number => Math.floor(Date.now() / 1000) + ahead;

  test.each<[string, JWTPayload, RegExp]>([
    [
      'that is for another address',
      { aud: 'https://other.example.com/okta/universal-logout' },
      /"aud".*expected/,
    ],
    ['that is for no address', { aud: undefined }, /"aud"/],
    ['of another organisation', { iss: 'https://evil.okta.com' }, /"iss".*https:\/\/acme\.okta\.example/],
    ['that is over', { exp: seconds(-70) }, /is over/],
    ['that never ends', { exp: undefined }, /"exp"/],
    ['that is good for a day', { exp: seconds(86_400) }, /15 minutes ahead/],
    ['that is good from tomorrow on', { nbf: seconds(86_400) }, /"nbf"/],
    ['that was made tomorrow', { iat: seconds(86_400) }, /"iat"/],
    ['that was made an hour ago', { iat: seconds(-3600) }, /is over/],
    ['that says not when it was made', { iat: undefined }, /"iat"/],
    ['without an id', { jti: undefined }, /"jti"/],
    ['with an empty id', { jti: '' }, /"jti"/],
    ['with a number as its id', { jti: 1 as never }, /"jti"/],
    ['with a text as its end', { exp: 'tomorrow' as never }, /"exp"/],
  ])('%s', async (_, claims, words) => {
    await expectRefused({ claims }, words, on.account);
  });

  test('of another type of JWT', async () => {
    await expectRefused({ header: { typ: 'JWT' } }, /is no JWT of the type/, on.account);
  });

  test('of an application of which nobody knows', async () => {
    await expectRefused({ claims: { sub: 'exkUnknown' } }, /No Single Sign-On connection/);
  });

  test('of another application, by this one’s key', async () => {
    const other = await openedOn(server());
    await expectRefused({ claims: { sub: other.okta.application } }, /is not signed by/, other.account);
  });

  test('signed by another certificate', async () => {
    const claims = on.okta.claims(addressOf(server()));
    await expectRefused({ text: await new LogoutSender().sign(claims) }, /is not signed by/, on.account);
  });

  test('that was changed after it was signed', async () => {
    const [head, , signature] = (await on.okta.sign(on.okta.claims(addressOf(server())))).split('.');
    const claims = { ...on.okta.claims(addressOf(server())), jti: 'changed' };
    await expectRefused({ text: [head, base64url(claims), signature].join('.') }, /is not signed by/);
  });

  test('that nobody signed', async () => {
    const header = { typ: 'global-token-revocation+jwt', alg: 'none' };
    const text = `${base64url(header)}.${base64url(on.okta.claims(addressOf(server())))}.`;
    await expectRefused({ text }, /is not signed by RS256/);
  });

  test('whose shared secret is the public key', async () => {
    const header = { typ: 'global-token-revocation+jwt', alg: 'HS256' };
    const signed = `${base64url(header)}.${base64url(on.okta.claims(addressOf(server())))}`;
    const pem = createPublicKey(on.okta.pair.privateKey).export({ type: 'spki', format: 'pem' });
    const signature = createHmac('sha256', pem).update(signed).digest('base64url');
    await expectRefused({ text: `${signed}.${signature}` }, /is not signed by RS256/);
  });

  test('with a header that has to be understood and is not', async () => {
    const header = { typ: 'global-token-revocation+jwt', alg: 'RS256', crit: ['other'], other: true };
    const signed = `${base64url(header)}.${base64url(on.okta.claims(addressOf(server())))}`;
    const signature = sign('sha256', Buffer.from(signed), on.okta.pair.privateKey).toString('base64url');
    await expectRefused({ text: `${signed}.${signature}` }, /is no JWT/);
  });

  test.each(['', 'x', 'a.b.c', 'e30.e30.e30', `${base64url({ alg: 'RS256' })}.${base64url([])}.x`])(
    'that is none: %s',
    async (text) => {
      const answer = await fetch(addressOf(server()), {
        method: 'POST',
        headers: { Authorization: `Bearer ${text}`, 'Content-Type': 'application/json' },
        body: JSON.stringify(email('ada@example.com')),
      });
      expect(answer.status).toBe(401);
    },
  );

  test('that is a token of a directory', async () => {
    await expectRefused({ text: on.account.token.text }, /is no JWT/);
    expect(server().logLines.join()).not.toContain(on.account.token.text);
  });

  test('of a connection that was removed', async () => {
    const gone = await openedOn(server());
    await server().application.removeSsoConnection(gone.caller, { id: gone.connection });
    expect((await ask(gone, email('ada@example.com'))).status).toBe(401);
    expect(await entersIn(server(), gone.ada)).toEqual([true, true]);
  });
});

describe('several certificates of a connection', () => {
  const server = serverOn(sqlite, settings);

  test('sign, whichever comes first, and those of another account’s connection of that name do not', async () => {
    const next = new LogoutSender();
    const okta = new LogoutSender(next.application);
    const forged = await openedOn(server(), new LogoutSender(next.application));
    const on = await openedOn(server(), okta);
    const metadataXml = okta.metadataXml(next);
    await server().application.changeSsoConnection(on.caller, { id: on.connection, metadataXml });
    const claims = okta.claims(addressOf(server()));
    expect((await ask(on, email('ada@example.com'), { text: await next.sign(claims) })).status).toBe(204);
    expect(await entersIn(server(), on.ada)).toEqual([false, false]);
    expect(await entersIn(server(), forged.ada)).toEqual([true, true]);
  });
});

describe('an OpenID Connect connection', () => {
  const server = serverOn(sqlite, settings);
  const okta = new LogoutSender('0oa1client');
  let issuer: Awaited<ReturnType<typeof webServer>>;
  let on: Opened;
  let keys: readonly object[];

  const published = async (sender: LogoutSender, kid: string) => ({
    ...(await exportJWK(createPublicKey(sender.pair.privateKey))),
    ...{ kid, use: 'sig', alg: 'RS256' },
  });

  beforeAll(async () => {
    keys = [await published(okta, 'okta')];
    issuer = await webServer((request, response) => {
      const metadata = {
        ...{ issuer: issuer.url, jwks_uri: `${issuer.url}/oauth2/v1/keys` },
        ...{ authorization_endpoint: `${issuer.url}/authorize`, token_endpoint: `${issuer.url}/token` },
        ...{ response_types_supported: ['code'], subject_types_supported: ['public'] },
      };
      const body = request.url === '/oauth2/v1/keys' ? { keys } : metadata;
      answering(JSON.stringify(body), 'application/json')(request, response);
    });
    const account = await server().openAccount();
    const { caller } = account;
    const client = { issuer: issuer.url, clientId: okta.application, clientSecret: 'a client secret' };
    const { state } = await server().application.addSsoConnection(caller, { name: 'Okta', ...client });
    const ada = await signedIn(server(), caller, 'ada@example.com');
    on = { server: server(), account, caller, okta, ada, connection: state.id };
  });

  test('is asked by the keys that its issuer publishes, which are not read for each token', async () => {
    keys = [await published(okta, 'okta')];
    const before = issuer.requests;
    const claims = { iss: issuer.url };
    expect((await ask(on, email('ada@example.com'), { claims })).status).toBe(204);
    expect(await entersIn(server(), on.ada)).toEqual([false, false]);
    expect((await ask(on, email('ada@example.com'), { claims })).status).toBe(204);
    expect(issuer.requests - before).toBe(2);
  });

  test('is refused a key that is not published, and one of another issuer’s token', async () => {
    const claims = { iss: issuer.url };
    expect((await ask(on, email('ada@example.com'), { claims, header: { kid: 'other' } })).status).toBe(401);
    expect(
      (await ask(on, email('ada@example.com'), { claims: { iss: 'https://evil.example' } })).status,
    ).toBe(401);
    expect((await ask(on, email('ada@example.com'), { claims: { ...claims, sub: '0oa2' } })).status).toBe(
      401,
    );
    const text = await new LogoutSender('0oa1client').sign({
      ...okta.claims(addressOf(server())),
      ...claims,
    });
    expect((await ask(on, email('ada@example.com'), { text })).status).toBe(401);
  });

  test('asks no address that the token names', async () => {
    const other = await webServer(answering('{}', 'application/json'));
    const header = { jku: `${other.url}/keys`, x5u: `${other.url}/certificate`, kid: 'other' };
    expect((await ask(on, email('ada@example.com'), { claims: { iss: issuer.url }, header })).status).toBe(
      401,
    );
    expect(other.requests).toBe(0);
  });

  test('whose issuer is not reached, or publishes no keys, cannot do it, and says so with 422', async () => {
    const keyless = await webServer((request, response) => {
      const metadata = {
        ...{ issuer: keyless.url, jwks_uri: `${keyless.url}/keys` },
        ...{ authorization_endpoint: `${keyless.url}/authorize`, token_endpoint: `${keyless.url}/token` },
      };
      const body = request.url === '/keys' ? 'no keys' : JSON.stringify(metadata);
      answering(body, 'application/json')(request, response);
    });
    for (const [address, words] of [
      ['http://127.0.0.1:1', 'could not be reached'],
      [keyless.url, 'publishes no keys'],
    ] as const) {
      const { caller } = await server().openAccount();
      const provider = oidcProvider({ ...providers.oidc, issuer: address, clientId: okta.application });
      await server().unitOfWork.transact(caller, ({ ssoConnections }) =>
        ssoConnections.store(addedConnection(provider, 'Okta', caller.accountId)),
      );
      const answer = await ask(on, email('ada@example.com'), { claims: { iss: address } });
      expect([answer.status, await answer.json()]).toMatchObject([
        422,
        { detail: expect.stringContaining(words) },
      ]);
    }
  });
});

describe('the address that a token is for', () => {
  const server = serverOn(sqlite, { ...settings, publicUrl: 'https://rollcall.example.com/base/' });

  test('is what the operator says, and not what the request is sent to', async () => {
    const on = await openedOn(server());
    expect((await ask(on, email('ada@example.com'))).status).toBe(401);
    const claims = { aud: 'https://rollcall.example.com/base/okta/universal-logout' };
    expect((await ask(on, email('ada@example.com'), { claims })).status).toBe(204);
  });
});

describe('without an address that the operator says', () => {
  const server = serverOn(sqlite, { ...settings, unknownRequestsPerSecondMax: 1 });

  /** As somebody sends it who chooses what the service takes for its own address. */
  const statusAt = (host: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const to = { method: 'POST', headers: { Host: host }, agent: false };
      request(addressOf(server()), to, (answer) => resolve(answer.resume().statusCode))
        .on('error', reject)
        .end();
    });

  test('a request that says another one is refused with 421', async () => {
    expect(await statusAt('rollcall.example.com')).toBe(421);
    expect(await statusAt(`localhost:${server().port}`)).toBe(401);
  });

  test('whoever sends many is told to come again', async () => {
    const [statuses, challenges]: [number[], (string | null)[]] = [[], []];
    for (let sent = 0; sent < 12; sent++) {
      const answer = await fetch(addressOf(server()), { method: 'POST' });
      statuses.push(answer.status);
      challenges.push(answer.headers.get('WWW-Authenticate'));
      expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
    }
    expect(statuses[0]).toBe(401);
    expect(challenges[0]).toBe('Bearer');
    expect(statuses.at(-1)).toBe(429);
  });
});

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
