import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { AgentId } from '../../../src/domain/shared/identifiers.ts';
import { Browser } from '../../support/browser.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { secretKey } from '../../support/sign-in-connections.ts';
import { accountToEnter, sessionIn, signInBySaml } from '../../support/signing-in.ts';
import { serverOn, TestServer } from '../../support/start-server.ts';

onEachDatabase('somebody who is signed in', (product) => {
  const server = serverOn(product, { secretKey });

  test.each([
    ['deactivated', (account: Account, id: AgentId) => account.deactivate(id)],
    ['removed', (account: Account, id: AgentId) => account.remove(id)],
  ])('and is %s is refused by a second process within two seconds', async (_, takeAway) => {
    const second = await TestServer.start(server().databaseUrl, { secretKey });
    const account = await entered(server());
    const there = new Browser(second.baseUrl(''));
    there.cookies.set('rollcall', sessionIn(account.chromium) ?? '');
    // It has looked at this session, and would remember it if it remembered any.
    expect((await there.get('/sign-out')).status).toBe(200);
    await takeAway(account, account.id);
    await pause(2000);
    expect(await there.get('/sign-out')).toMatchObject({
      status: 303,
      headers: { location: `${second.baseUrl('')}/sign-in` },
    });
    await second.stop();
  });
});

type Account = Awaited<ReturnType<typeof entered>>;

/** Ada is signed in; somebody else administers the account as well. */
async function entered(server: TestServer) {
  const account = await accountToEnter(server);
  const id = await account.provision();
  await account.provision({ userName: 'grace@example.com' });
  const chromium = account.browser();
  await signInBySaml(chromium, account.saml);
  const { deactivateAgent, removeAgent } = server.application;
  return {
    ...{ ...account, id, chromium },
    deactivate: (agent: AgentId) => deactivateAgent(account.caller, { id: agent }),
    remove: (agent: AgentId) => removeAgent(account.caller, { id: agent }),
  };
}

describe('Somebody', () => {
  const server = serverOn(undefined, { secretKey });

  test('who is not signed in is led to where people sign in', async () => {
    const { browser } = await accountToEnter(server());
    expect((await browser().get('/sign-out')).headers.location).toBe(`${server().baseUrl('')}/sign-in`);
    const chromium = browser();
    chromium.cookies.set('rollcall', 'x'.repeat(43));
    const answer = await chromium.get('/sign-out');
    expect(answer.headers.location).toBe(`${server().baseUrl('')}/sign-in`);
    expect(sessionIn(chromium)).toBeUndefined();
  });

  test('signs out, and what the browser held lets nobody in any more', async () => {
    const { chromium, caller, browser } = await entered(server());
    const secret = sessionIn(chromium) ?? '';
    const answer = await chromium.post('/sign-out', {});
    expect([answer.status, sessionIn(chromium)]).toEqual([303, undefined]);
    expect((await chromium.get(answer.headers.location ?? '')).text).toContain('You are signed out');
    expect(await server().application.listSessions(caller, {})).toEqual([]);
    const thief = browser();
    thief.cookies.set('rollcall', secret);
    expect((await thief.get('/sign-out')).status).toBe(303);
  });

  test('sees the own sessions, and ends another one of them', async () => {
    const { chromium, saml, browser } = await entered(server());
    const other = browser();
    await signInBySaml(other, saml);
    const { text } = await chromium.get('/sign-out');
    expect(text.match(/<li>/g)).toHaveLength(2);
    expect(text.match(/this browser/g)).toHaveLength(1);
    const [, session = ''] = /name="session" value="([^"]+)"/.exec(text) ?? [];
    expect((await chromium.post('/sign-out', { session })).headers.location).toBe(
      `${server().baseUrl('')}/sign-out`,
    );
    expect((await other.get('/sign-out')).status).toBe(303);
    expect((await chromium.get('/sign-out')).status).toBe(200);
    // It ended already, which is what was wanted.
    expect((await chromium.post('/sign-out', { session })).status).toBe(303);
  });

  test('ends nobody else’s session', async () => {
    const { chromium, caller, provision } = await entered(server());
    const agentId = await provision({ userName: 'eve@example.com' });
    const start = { agentId, connection: 'test', address: '', browser: '' };
    const { session } = await server().application.beginSession(caller, start);
    await chromium.post('/sign-out', { session: session.state.id });
    await chromium.post('/sign-out', { session: randomUUID() });
    expect((await server().application.listSessions(caller, { agentId })).length).toBe(1);
  });

  test.each([
    ['another site', { Origin: 'https://evil.example' }],
    ['nowhere', { Origin: 'null' }],
    ['a neighbour', { 'Sec-Fetch-Site': 'same-site' }],
  ])('is not signed out by a form of %s', async (_, headers) => {
    const { chromium } = await entered(server());
    expect((await chromium.post('/sign-out', {}, { headers })).status).toBe(403);
    expect((await chromium.get('/sign-out')).status).toBe(200);
  });

  test('whose role is gone with a group is told so, in the words of a page', async () => {
    const { provision, caller, browser, saml } = await accountToEnter(server());
    const members = [await provision({ directory: {} })];
    const { createGroup, giveRoleToGroup, withdrawRoleFromGroup } = server().application;
    const { group } = await createGroup(caller, { desired: { displayName: 'Graders' }, members });
    const { id } = group.state;
    await giveRoleToGroup(caller, { id, role: 'grader' });
    const chromium = browser();
    await signInBySaml(chromium, saml);
    expect((await chromium.get('/sign-out')).text).toContain('Grader');
    await withdrawRoleFromGroup(caller, { id });
    const { status, text } = await chromium.get('/sign-out');
    expect([status, text.includes('You have no role here')]).toEqual([403, true]);
  });

  test('who does nothing for half an hour is signed out', async () => {
    const { chromium } = await entered(server());
    server().putClockForward(31 / (24 * 60));
    const answer = await chromium.get('/sign-out');
    server().putClockForward(-31 / (24 * 60));
    expect([answer.status, sessionIn(chromium)]).toEqual([303, undefined]);
  });
});
