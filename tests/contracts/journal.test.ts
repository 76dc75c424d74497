import { expect, test } from 'vitest';
import type { Caller } from '../../src/application/ports/caller.ts';
import type { JournalQuery } from '../../src/application/ports/event-feed.ts';
import type { JournalEntry } from '../../src/application/ports/journal-entry.ts';
import { DomainError } from '../../src/domain/shared/domain-error.ts';
import { agentId } from '../../src/domain/shared/identifiers.ts';
import { later } from '../support/agents.ts';
import { onEachDatabase } from '../support/databases.ts';
import { readJournal, recordRefusal, stageOn } from '../support/open-storage.ts';
import { StoredAgents } from '../support/stored-agents.ts';

onEachDatabase('the journal', (product) => {
  const stage = stageOn(product);
  const agents = () => new StoredAgents(stage().storage);

  test('says of a change who made it, from where, in which request, and every old and new value', async () => {
    const stored = agents();
    const agent = await stored.provision({ displayName: 'Ada', profile: { location: 'Austin' } });
    await stored.store(agent.revise({ ...agent.desired(), profile: { location: 'Paris' } }, later));
    const { principal, source, requestId, accountId } = stored.caller;
    expect((await stored.journal()).at(-1)).toEqual({
      position: expect.any(Number),
      at: later,
      accountId,
      principal,
      source,
      requestId,
      action: 'AgentUpdated',
      target: { type: 'agent', id: agent.state.id, name: agent.state.userName },
      changes: [{ path: 'profile.location', from: 'Austin', to: 'Paris' }],
    });
  });

  test('holds refusals, also of callers who are not known', async () => {
    const stored = agents();
    const refusal: JournalEntry & Pick<Caller, 'principal'> = {
      at: later,
      accountId: stored.caller.accountId,
      principal: { kind: 'anonymous' },
      source: '203.0.113.7',
      requestId: 'r-1',
      action: 'AuthenticateToken',
      changes: [],
      refusal: { code: 'tokenUnknown', message: 'The API token is not valid.' },
    };
    const { accountId, principal, source, requestId, action } = refusal;
    const error = new DomainError('tokenUnknown', 'The API token is not valid.');
    await recordRefusal(stored.open, { accountId, principal, source, requestId }, { action }, error);
    expect(await stored.journal()).toEqual([{ ...refusal, position: expect.any(Number) }]);
  });

  test('says which person did something, and not as what', async () => {
    const { open, caller } = agents();
    const ada = agentId('0199d2a0-0000-7000-8000-00000000ada0');
    for (const agent of [ada, undefined]) {
      const principal = { kind: 'person', agentId: agent, name: 'ada@example.com', role: 'admin' } as const;
      await new StoredAgents(open, { ...caller, principal }).provision();
    }
    const journal = await new StoredAgents(open, caller).journal();
    expect(journal.map(({ principal }) => principal)).toEqual([
      { kind: 'person', agentId: ada, name: 'ada@example.com' },
      { kind: 'person', agentId: undefined, name: 'ada@example.com' },
    ]);
  });

  test('cuts what was refused for its length, and keeps its beginning', async () => {
    const stored = agents();
    const endless = 'x'.repeat(100_000);
    const { accountId } = stored.caller;
    const principal = { kind: 'operator', name: endless } as const;
    await recordRefusal(
      stored.open,
      { accountId, principal, source: endless, requestId: endless },
      { action: 'ProvisionAgent', target: { type: 'agent', id: endless, name: endless } },
      new DomainError('emailInvalid', endless),
    );
    const beginning = expect.stringMatching(/^x{128,320}$/);
    expect(await stored.journal()).toMatchObject([
      {
        principal: { name: beginning },
        source: beginning,
        requestId: beginning,
        target: { id: beginning, name: beginning },
        refusal: { message: endless },
      },
    ]);
  });

  test('is read on by position, a page at a time, and shows each account its own', async () => {
    const [ours, theirs] = [agents(), agents()];
    for (let index = 0; index < 5; index++) {
      await ours.provision();
      await theirs.provision();
    }
    const targets: (string | undefined)[] = [];
    for (let after = 0; ; ) {
      const page = await readJournal(ours.open, ours.caller, (journal) => journal.after(after, 2));
      if (page.entries.length === 0) break;
      targets.push(...page.entries.map(({ target }) => target?.id));
      after = page.next;
    }
    expect(targets).toEqual((await ours.journal()).map(({ target }) => target?.id));
    expect(targets).toHaveLength(5);
  });

  test('is read backwards from the newest, also of one agent only', async () => {
    const stored = agents();
    const [one, two] = [await stored.provision(), await stored.provision()];
    await stored.store(one.deactivate(later));
    const latest = (query: { limit: number; before?: number; targetId?: string }) =>
      readJournal(stored.open, stored.caller, (journal) => journal.latest(query));
    const [newest, ...older] = await latest({ limit: 2 });
    expect([newest?.action, older[0]?.target?.id]).toEqual(['AgentDeactivated', two.state.id]);
    expect(await latest({ limit: 9, before: older[0]?.position })).toMatchObject([
      { target: { id: one.state.id } },
    ]);
    expect(await latest({ limit: 9, targetId: one.state.id })).toMatchObject([
      { action: 'AgentDeactivated' },
      { action: 'AgentProvisioned' },
    ]);
  });

  test('is read of what is or was called so, letter case aside, and of targets of one type', async () => {
    const stored = agents();
    const gone = await stored.provision({ userName: 'Jon@Example.com' });
    await stored.store(gone.remove(later));
    const back = await stored.provision({ userName: 'jon@example.com' });
    await stored.provision({ userName: 'jon@example.com.au' });
    const refused = { action: 'IssueToken', target: { type: 'token', name: 'JON@example.com' } } as const;
    await recordRefusal(stored.open, stored.caller, refused, new DomainError('tokenNameInvalid', 'x'));
    const found = (query: Partial<JournalQuery>) =>
      readJournal(stored.open, stored.caller, (journal) => journal.latest({ limit: 9, ...query }));
    const ids = async (query: Partial<JournalQuery>) => (await found(query)).map(({ target }) => target?.id);
    const [old, now] = [gone.state.id, back.state.id];
    expect(await ids({ targetName: 'JON@EXAMPLE.COM' })).toEqual([undefined, now, old, old]);
    expect(await ids({ targetName: 'jon@example.com', targetType: 'agent' })).toEqual([now, old, old]);
    expect(await ids({ targetName: 'jon@example.com', targetId: now })).toEqual([now]);
    expect(await ids({ targetName: 'jon@example.co' })).toEqual([]);
    expect(await ids({ targetType: 'group' })).toEqual([]);
    const theirs = agents();
    const other = await readJournal(theirs.open, theirs.caller, (journal) =>
      journal.latest({ limit: 9, targetName: 'jon@example.com' }),
    );
    expect(other).toEqual([]);
  });
});
