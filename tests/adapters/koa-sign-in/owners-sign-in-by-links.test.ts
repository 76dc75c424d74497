import { describe, expect, test } from 'vitest';
import type { Caller } from '../../../src/application/ports/caller.ts';
import { signInLinkAddress } from '../../../src/domain/sign-in/sign-in-link.ts';
import { administer, onEachDatabase, sqlite } from '../../support/databases.ts';
import { serverOn, TestServer } from '../../support/start-server.ts';

const originOf = ({ port }: TestServer): string => `http://127.0.0.1:${port}`;

/** An account with an owner, and a link for the owner. */
async function linkOn(server: TestServer, userName = 'eve@example.com') {
  const account = await server.openAccount();
  const { caller } = account;
  await server.application.nameOwner(caller, { userName });
  const { secret } = await server.application.makeSignInLink(caller, { userName });
  return { account, caller, userName, secret };
}

/** Presses the button of the page. */
const follow = (server: TestServer, secret: string, headers: Record<string, string> = {}) =>
  fetch(`${originOf(server)}/sign-in/link`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: originOf(server), 'User-Agent': 'Chromium', ...headers },
    body: new URLSearchParams({ secret }),
  });

const cookieOf = (answer: Response): string => answer.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';

/** What the start page says, or where somebody is sent who is not signed in. */
async function ownSessionsPageFor(server: TestServer, cookie: string): Promise<string> {
  const answer = await fetch(`${originOf(server)}/sign-out`, {
    redirect: 'manual',
    headers: { Cookie: cookie },
  });
  return answer.headers.get('Location') ?? (await answer.text());
}

const sessionsOf = ({ application }: TestServer, caller: Caller) => application.listSessions(caller, {});

onEachDatabase('a sign-in link', (product) => {
  const server = serverOn(product);

  test('signs an owner in whom no directory has assigned, and is used up by it', async () => {
    const { secret, caller } = await linkOn(server());
    const answer = await follow(server(), secret);
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, `${originOf(server())}/`]);
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^rollcall=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
    expect(await ownSessionsPageFor(server(), cookieOf(answer))).toContain('eve@example.com');
    const again = await follow(server(), secret);
    expect([again.status, again.headers.getSetCookie()]).toEqual([403, []]);
    expect(await again.text()).toContain('This link does not sign you in');
    const connection = 'sign-in link';
    expect(await sessionsOf(server(), caller)).toMatchObject([
      { state: { userName: 'eve@example.com', connection, address: '127.0.0.1', browser: 'Chromium' } },
    ]);
  });

  test('signs in once of many at the same time, in several processes', async () => {
    const { secret, caller } = await linkOn(server());
    const elsewhere = await TestServer.start(server().databaseUrl);
    try {
      const processes = [server(), elsewhere, server(), elsewhere, server(), elsewhere];
      const answers = await Promise.all(processes.map((process) => follow(process, secret)));
      expect(answers.map(({ status }) => status).sort()).toEqual([303, 403, 403, 403, 403, 403]);
      expect(await sessionsOf(server(), caller)).toHaveLength(1);
    } finally {
      await elsewhere.stop();
    }
  });

  test('is in the audit log when it is made and when it is used, and its secret is nowhere', async () => {
    const { secret, account } = await linkOn(server());
    const answer = await follow(server(), secret);
    const entries = await account.journal();
    const target = { type: 'signInLink', name: 'eve@example.com' };
    expect(entries.slice(0, 3)).toMatchObject([
      { action: 'SessionBegan', source: '127.0.0.1' },
      { action: 'SignInLinkUsed', target, principal: { kind: 'anonymous' }, source: '127.0.0.1' },
      { action: 'SignInLinkMade', target, principal: { kind: 'operator' } },
    ]);
    const secrets = [secret, cookieOf(answer).replace('rollcall=', '')];
    const kept = await Promise.all(
      ['sign_in_links', 'sessions', 'journal'].map((table) =>
        administer(server().databaseUrl, `SELECT * FROM ${table}`),
      ),
    );
    for (const one of secrets) {
      expect(server().logLines.join()).not.toContain(one);
      expect(JSON.stringify(kept)).not.toContain(one);
    }
    expect(server().logLines.join()).toContain('Somebody has signed in by a link');
  });

  test('takes the place of an earlier one of the same owner, and of no other owner', async () => {
    const { caller, secret: first } = await linkOn(server());
    const { application } = server();
    await application.nameOwner(caller, { userName: 'grace@example.com' });
    const grace = await application.makeSignInLink(caller, { userName: 'grace@example.com' });
    const second = await application.makeSignInLink(caller, { userName: 'EVE@example.com' });
    expect(await application.listSignInLinks(caller)).toHaveLength(2);
    const statuses = [];
    for (const secret of [first, second.secret, grace.secret])
      statuses.push((await follow(server(), secret)).status);
    expect(statuses).toEqual([403, 303, 303]);
    expect(await application.listSignInLinks(caller)).toEqual([]);
  });

  test('leads into the account that it was made for, and into no other', async () => {
    const [ours, theirs] = [await linkOn(server()), await linkOn(server())];
    expect((await follow(server(), ours.secret)).status).toBe(303);
    expect(await sessionsOf(server(), ours.caller)).toHaveLength(1);
    expect(await sessionsOf(server(), theirs.caller)).toEqual([]);
    const made = server().application.makeSignInLink(theirs.caller, { userName: 'other@example.com' });
    await expect(made).rejects.toMatchObject({ code: 'ownerNotFound' });
  });
});

describe('a sign-in link lets nobody in', () => {
  const server = serverOn(sqlite);

  const refusedAfter = async (change: (on: Awaited<ReturnType<typeof linkOn>>) => Promise<unknown>) => {
    const on = await linkOn(server());
    await change(on);
    const answer = await follow(server(), on.secret);
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([403, []]);
    expect(await sessionsOf(server(), on.caller)).toEqual([]);
    const [entry] = await on.account.journal();
    return { entry, page: await answer.text() };
  };

  const assign = ({ caller, userName }: Awaited<ReturnType<typeof linkOn>>, active: boolean) =>
    server().application.provisionAgent(caller, { desired: { userName, active } });

  test('who owns the account no longer', async () => {
    const { entry, page } = await refusedAfter(({ caller, userName }) =>
      server().application.dismissOwner(caller, { userName }),
    );
    expect(entry).toMatchObject({
      ...{ action: 'UseSignInLink', refusal: { code: 'ownerNotFound' } },
      target: { type: 'signInLink', name: 'eve@example.com' },
    });
    expect(page).toContain('You are no owner of this account');
  });

  test('whom the directory has deactivated meanwhile: that wins', async () => {
    const { entry } = await refusedAfter((on) => assign(on, false));
    expect(entry).toMatchObject({ action: 'UseSignInLink', refusal: { code: 'agentDeactivated' } });
  });

  test('of an account that was closed', async () => {
    const { entry } = await refusedAfter(({ caller }) => server().application.closeAccount(caller));
    expect(entry).toMatchObject({ action: 'UseSignInLink', refusal: { code: 'accountClosed' } });
  });

  test('and is made for nobody who is deactivated', async () => {
    const on = await linkOn(server());
    await assign(on, false);
    const made = server().application.makeSignInLink(on.caller, { userName: on.userName });
    await expect(made).rejects.toMatchObject({ code: 'agentDeactivated' });
  });

  test('but an owner who is an agent as well, as that agent', async () => {
    const on = await linkOn(server());
    const { agent } = await assign(on, true);
    expect((await follow(server(), on.secret)).status).toBe(303);
    expect(await sessionsOf(server(), on.caller)).toMatchObject([{ state: { agentId: agent.state.id } }]);
  });

  test.each(['', 'x', 'a'.repeat(43), '\u0000', 'é'.repeat(43)])('who made it up: %j', async (secret) => {
    expect((await follow(server(), secret)).status).toBe(403);
  });

  test('who sends it from the page of another site, or a form that is too long', async () => {
    const { secret, caller } = await linkOn(server());
    const foreign: Record<string, string>[] = [
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      { 'Sec-Fetch-Site': 'cross-site' },
    ];
    for (const headers of foreign) expect((await follow(server(), secret, headers)).status).toBe(403);
    expect((await follow(server(), secret + 'x'.repeat(1000))).status).toBe(413);
    expect(await sessionsOf(server(), caller)).toEqual([]);
    expect((await follow(server(), secret)).status).toBe(303);
  });

  test('who only looks at it', async () => {
    const { secret, caller } = await linkOn(server());
    const address = signInLinkAddress(originOf(server()), secret);
    for (const method of ['GET', 'HEAD', 'OPTIONS']) await fetch(address, { method });
    expect((await fetch(`${originOf(server())}/sign-in/link?secret=${secret}`)).status).toBe(200);
    expect(await sessionsOf(server(), caller)).toEqual([]);
    expect((await follow(server(), address)).status).toBe(303);
  });
});

describe('a sign-in link', () => {
  const server = serverOn(sqlite);

  test('is over after ten minutes, and forgotten when the next one is made', async () => {
    const early = await linkOn(server());
    const late = await linkOn(server());
    const minute = 1 / 1440;
    server().putClockForward(9 * minute);
    expect((await follow(server(), early.secret)).status).toBe(303);
    server().putClockForward(minute);
    expect((await follow(server(), late.secret)).status).toBe(403);
    expect(await server().application.listSignInLinks(late.caller)).toEqual([]);
    await server().application.nameOwner(late.caller, { userName: 'grace@example.com' });
    await server().application.makeSignInLink(late.caller, { userName: 'grace@example.com' });
    const rows = await administer(
      server().databaseUrl,
      `SELECT owner FROM sign_in_links WHERE account_id = '${late.caller.accountId}'`,
    );
    expect(rows).toEqual([{ owner: 'grace@example.com' }]);
  });

  test('is asked about by a page that runs no script but its own, and loads nothing', async () => {
    const answer = await fetch(`${originOf(server())}/sign-in/link`);
    const page = await answer.text();
    expect(page).toContain('<form method="post" action="/sign-in/link">');
    expect(page).not.toMatch(/(src|href)="/);
    expect(answer.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    expect(answer.headers.get('Referrer-Policy')).toBe('same-origin');
  });
});
