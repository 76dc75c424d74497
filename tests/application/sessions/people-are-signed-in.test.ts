import { describe, expect, test } from 'vitest';
import type { Caller } from '../../../src/application/ports/caller.ts';
import type { SessionBeginning } from '../../../src/application/sessions/begin-session.ts';
import type { AgentId } from '../../../src/domain/shared/identifiers.ts';
import { type Instant, instantPlus } from '../../../src/domain/shared/instant.ts';
import { later } from '../../support/agents.ts';
import { applicationOn } from '../../support/application-on.ts';
import { administer, onEachDatabase } from '../../support/databases.ts';
import { openDatabase, stageOn } from '../../support/open-storage.ts';
import { type FilledAccount, filledAccount } from '../in-the-journal/filled-account.ts';

const minute = 60_000;
const start = { connection: 'okta', address: '203.0.113.7', browser: 'Chromium' };

onEachDatabase('sessions', (product) => {
  const stage = stageOn(product);
  const opened = async (): Promise<FilledAccount> => {
    const on = await filledAccount(stage());
    await pushRoles(on, on.ada, 'grader');
    return on;
  };
  const pushRoles = ({ application, directory }: FilledAccount, id: AgentId, ...roles: string[]) =>
    application.reviseAgent(directory, {
      id,
      revise: (current) => ({
        ...current.desired(),
        directory: { roles: roles.map((value) => ({ value })) },
      }),
    });
  const begin = ({ application, caller }: FilledAccount, beginning: Partial<SessionBeginning>) =>
    application.beginSession(caller, { ...start, ...beginning });
  /** Another process of the service, at a time of its own. */
  const elsewhere = (at: Instant = later) => {
    const storage = openDatabase(stage().url);
    const application = applicationOn(storage, { clock: { now: () => at } });
    return { application, close: () => storage.storage.close() };
  };
  const whoIs = async ({ anonymous }: FilledAccount, secret: string, at?: Instant) => {
    const { application, close } = elsewhere(at);
    try {
      return await application.authenticateSession(anonymous, { secret });
    } finally {
      await close();
    }
  };

  test('a session says who is signed in, in every process, and as what the person is there', async () => {
    const on = await opened();
    const { session, secret } = await begin(on, { agentId: on.ada });
    const { accountId, principal } = await whoIs(on, secret);
    expect([accountId, principal]).toEqual([
      on.caller.accountId,
      { kind: 'person', agentId: on.ada, name: 'ada@example.com', role: 'grader', session: session.state.id },
    ]);
    await pushRoles(on, on.ada, 'manager');
    expect((await whoIs(on, secret)).principal).toMatchObject({ role: 'manager' });
  });

  test('what the browser holds is written nowhere, and its hash no entry has', async () => {
    const on = await opened();
    const { session, secret } = await begin(on, { agentId: on.ada });
    expect(secret).toMatch(/^[\w-]{43}$/);
    const rows = JSON.stringify(await administer(on.url, 'SELECT * FROM sessions'));
    expect(rows).toContain(session.state.secretHash);
    expect(rows).not.toContain(secret);
    const journal = JSON.stringify(await on.application.readAuditLog(on.caller, { limit: 100 }));
    expect(journal).toContain(session.state.id);
    expect(journal).not.toContain(session.state.secretHash);
  });

  describe('end at once in every process', () => {
    const ways: Readonly<Record<string, (on: FilledAccount) => Promise<unknown>>> = {
      'when the agent is deactivated by a push': ({ application, directory, ada }) =>
        application.reviseAgent(directory, { id: ada, revise: (a) => ({ ...a.desired(), active: false }) }),
      'when the agent is deactivated here': ({ application, caller, ada }) =>
        application.deactivateAgent(caller, { id: ada }),
      'when the agent is removed': ({ application, directory, ada }) =>
        application.removeAgent(directory, { id: ada }),
      'when the agent has no role any more': (on) => pushRoles(on, on.ada, 'agent'),
    };
    test.each(Object.entries(ways))('%s', async (_, end) => {
      const on = await opened();
      const { secret } = await begin(on, { agentId: on.ada });
      const { application, close } = elsewhere();
      await application.authenticateSession(on.anonymous, { secret });
      await end(on);
      await expect(application.authenticateSession(on.anonymous, { secret })).rejects.toMatchObject({
        code: 'sessionUnknown',
      });
      await close();
      expect(await on.application.listSessions(on.caller, {})).toEqual([]);
      const entries = await on.application.readAuditLog(on.caller, { limit: 9, targetType: 'session' });
      expect(entries.map(({ action }) => action)).toContain('SessionEnded');
    });

    test('also where the role came from a group and went with it', async () => {
      const on = await opened();
      await pushRoles(on, on.ada);
      await on.application.giveRoleToGroup(on.caller, { id: on.hand, role: 'grader' });
      const { secret } = await begin(on, { agentId: on.ada });
      expect((await whoIs(on, secret)).principal).toMatchObject({ role: 'grader' });
      await on.application.withdrawRoleFromGroup(on.caller, { id: on.hand });
      await expect(whoIs(on, secret)).rejects.toMatchObject({ code: 'mayNotEnter' });
    });

    test('and do not come back when the agent is let in again', async () => {
      const on = await opened();
      const { secret } = await begin(on, { agentId: on.ada });
      await on.application.deactivateAgent(on.caller, { id: on.ada });
      await on.application.reactivateAgent(on.caller, { id: on.ada });
      await expect(whoIs(on, secret)).rejects.toMatchObject({ code: 'sessionUnknown' });
    });
  });

  describe('end by themselves', () => {
    test('half an hour after the last use, which is noted', async () => {
      const on = await opened();
      const { secret } = await begin(on, { agentId: on.ada });
      await expect(whoIs(on, secret, instantPlus(later, 30 * minute))).rejects.toMatchObject({
        code: 'sessionExpired',
      });
      const used = instantPlus(later, 29 * minute);
      await whoIs(on, secret, used);
      await expect
        .poll(async () => (await on.application.listSessions(on.caller, {}))[0]?.state.lastSeenAt)
        .toBe(used);
      await whoIs(on, secret, instantPlus(later, 58 * minute));
    });

    test('twelve hours after they began, or when the identity provider says so', async () => {
      const on = await opened();
      const { session } = await begin(on, { agentId: on.ada });
      expect(session.state.endsAt).toBe(instantPlus(later, 12 * 60 * minute));
      const endsAt = instantPlus(later, minute);
      const { secret } = await begin(on, { agentId: on.ada, endsAt });
      await whoIs(on, secret, instantPlus(endsAt, -1));
      await expect(whoIs(on, secret, endsAt)).rejects.toMatchObject({ code: 'sessionExpired' });
      const { session: late } = await begin(on, { agentId: on.ada, endsAt: instantPlus(later, 1e12) });
      expect(late.state.endsAt).toBe(session.state.endsAt);
    });
  });

  describe('begin for nobody', () => {
    test('who has no role, is deactivated, or is not there', async () => {
      const on = await opened();
      await pushRoles(on, on.ada, 'agent');
      await expect(begin(on, { agentId: on.ada })).rejects.toMatchObject({ code: 'mayNotEnter' });
      await expect(begin(on, { agentId: on.bob })).rejects.toMatchObject({ code: 'agentDeactivated' });
      await expect(begin(on, {})).rejects.toMatchObject({ code: 'mayNotEnter' });
      await expect(begin(on, { owner: 'eve@example.com' })).rejects.toMatchObject({ code: 'mayNotEnter' });
    });

    test('and an owner whom no directory has assigned enters until there is an agent of the name', async () => {
      const on = await opened();
      await on.application.nameOwner(on.caller, { userName: 'eve@example.com' });
      const { secret } = await begin(on, { owner: 'EVE@example.com' });
      const { principal } = await whoIs(on, secret);
      expect(principal).toMatchObject({ kind: 'person', name: 'eve@example.com', role: 'owner' });
      await on.application.provisionAgent(on.directory, {
        desired: { userName: 'eve@example.com', active: false },
      });
      await expect(whoIs(on, secret)).rejects.toMatchObject({ code: 'mayNotEnter' });
      await expect(begin(on, { owner: 'eve@example.com' })).rejects.toMatchObject({ code: 'mayNotEnter' });
    });
  });

  test('are listed and ended by whose they are, and by administrators', async () => {
    const on = await opened();
    const { application, caller } = on;
    const first = await begin(on, { agentId: on.ada });
    const second = await begin(on, { agentId: on.ada });
    const desired = { userName: 'eve@example.com', active: true, directory: { roles: [{ value: 'admin' }] } };
    const eve = (await application.provisionAgent(on.directory, { desired })).agent.state.id;
    const others = await begin(on, { agentId: eve });
    const ada: Caller = await whoIs(on, first.secret);
    const idsOf = (sessions: readonly { state: { id: string } }[]) => sessions.map(({ state }) => state.id);
    expect(idsOf(await application.listOwnSessions(ada)).sort()).toEqual(
      idsOf([first.session, second.session]).sort(),
    );
    await expect(application.endOwnSession(ada, { id: others.session.state.id })).rejects.toMatchObject({
      code: 'sessionNotFound',
    });
    await application.endOwnSession(ada, { id: second.session.state.id });
    await expect(whoIs(on, second.secret)).rejects.toMatchObject({ code: 'sessionUnknown' });
    const admin = await whoIs(on, others.secret);
    expect(await application.listSessions(admin, { agentId: on.ada })).toMatchObject([{ state: start }]);
    await application.endSessionsOfAgent(admin, { id: on.ada });
    expect(idsOf(await application.listSessions(caller, {}))).toEqual([others.session.state.id]);
    await application.endSession(admin, { id: others.session.state.id });
    expect(await application.listSessions(caller, {})).toEqual([]);
  });

  test('are twenty of a person at most: the oldest ends', async () => {
    const on = await opened();
    const first = await begin(on, { agentId: on.ada });
    for (let begun = 1; begun < 20; begun++) await begin(on, { agentId: on.ada });
    await whoIs(on, first.secret);
    await begin(on, { agentId: on.ada });
    await expect(whoIs(on, first.secret)).rejects.toMatchObject({ code: 'sessionUnknown' });
    expect(await on.application.listSessions(on.caller, {})).toHaveLength(20);
  });

  test('of a closed account let nobody in', async () => {
    const on = await opened();
    const { secret } = await begin(on, { agentId: on.ada });
    await on.application.closeAccount(on.caller);
    await expect(whoIs(on, secret)).rejects.toMatchObject({ code: 'accountClosed' });
  });
});
