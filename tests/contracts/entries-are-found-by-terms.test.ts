import { expect, test } from 'vitest';
import { SqlJournalOrder } from '../../src/adapters/audit-log/sql-journal-order.ts';
import { SqlNumberedEntries } from '../../src/adapters/audit-log/sql-numbered-entries.ts';
import { TermIndex } from '../../src/adapters/audit-log/term-index.ts';
import type { Caller } from '../../src/application/ports/caller.ts';
import type { JournalFilter, RecordedJournalEntry } from '../../src/application/ports/event-feed.ts';
import type { Attempt } from '../../src/application/ports/journal-entry.ts';
import { DomainError } from '../../src/domain/shared/domain-error.ts';
import { agentId, apiTokenId, groupId } from '../../src/domain/shared/identifiers.ts';
import { later, noon } from '../support/agents.ts';
import { administer, onEachDatabase } from '../support/databases.ts';
import { stageOn } from '../support/open-storage.ts';
import { callerIn } from '../support/stored-agents.ts';

const okta = apiTokenId('0199d2a0-1111-7000-8000-000000000001');
const ada = agentId('0199d2a0-3333-7000-8000-000000000001');
const crew = groupId('0199d2a0-5555-7000-8000-000000000001');
const bob = agentId('0199d2a0-3333-7000-8000-000000000002');

/** A request id that tells a time, as UUIDs of version 7 do. */
function requestIdOf(milliseconds: number): string {
  const time = milliseconds.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000001`;
}
const atOnce = requestIdOf(Date.parse(later) - 400);
const longBefore = requestIdOf(Date.parse(later) - 60_000);

onEachDatabase('the audit log', (product) => {
  const stage = stageOn(product);
  const { log } = { log: { warn: () => undefined, error: (message: string) => expect.fail(message) } };

  const number = () => new SqlJournalOrder(stage().storage.logConnections).upToNow();
  const index = () => {
    const { logConnections } = stage().storage;
    return new TermIndex(logConnections, new SqlNumberedEntries(logConnections), log);
  };

  async function indexAll(): Promise<void> {
    await number();
    while (await index().step());
  }

  /** Entries of which only this is of interest: refusals, since what they say is theirs. */
  async function refuse(
    caller: Caller,
    refusals: readonly (readonly [action: string, error: DomainError])[],
    target: Attempt['target'] = { type: 'agent', id: ada, name: 'ada@example.com' },
  ) {
    await stage().storage.unitOfWork.transact(caller, async (scope) => {
      for (const [action, error] of refusals) scope.recordRefusal({ action, target }, error, later);
    });
  }

  const crowd = (caller: Caller, count: number) =>
    refuse(
      { ...caller, principal: { kind: 'service', name: 'crowd' }, requestId: 'crowd' },
      Array.from({ length: count }, () => ['Crowd', new DomainError('groupNotFound', 'x')] as const),
    );

  /** All that both directions find, which is the same. */
  async function found(caller: Caller, filter: JournalFilter): Promise<readonly RecordedJournalEntry[]> {
    const forwards: RecordedJournalEntry[] = [];
    for (let position = 0; ; ) {
      const page = await stage().storage.unitOfWork.read(caller, ({ journal }) =>
        journal.after(position, 3, filter),
      );
      forwards.push(...page.entries);
      if (page.next <= position) break;
      position = page.next;
    }
    const backwards: RecordedJournalEntry[] = [];
    for (;;) {
      const before = backwards.at(-1)?.position;
      const page = await stage().storage.unitOfWork.read(caller, ({ journal }) =>
        journal.latest({ ...filter, limit: 3, before }),
      );
      if (page.length === 0) break;
      backwards.push(...page);
    }
    expect(backwards.toReversed()).toEqual(forwards);
    return forwards;
  }

  const actions = async (caller: Caller, filter: JournalFilter) =>
    (await found(caller, filter)).map(({ action }) => action);

  /** What each filter finds of one account's entries, among many of its own and of others. */
  async function seeded(): Promise<{
    readonly caller: Caller;
    readonly expected: readonly (readonly [JournalFilter, readonly string[]])[];
  }> {
    const caller = callerIn();
    const others = callerIn();
    const byOkta = {
      ...caller,
      principal: { kind: 'token', id: okta, name: 'Okta' } as const,
      requestId: 'one',
    };
    const byAda = {
      ...caller,
      principal: { kind: 'person', agentId: ada, name: 'ada@example.com', role: 'admin' } as const,
      requestId: 'two',
    };
    await crowd(caller, 90);
    await refuse(byOkta, [['First', new DomainError('userNameTaken', 'x')]]);
    await crowd(others, 200);
    await refuse({ ...others, principal: byOkta.principal }, [
      ['Foreign', new DomainError('userNameTaken', 'x')],
    ]);
    const leftOut = [{ path: 'name.givenName', code: 'attributeInvalid', message: 'x', members: [bob] }];
    await refuse(byAda, [['Second', new DomainError('partsLeftOut', 'x', { leftOut })]]);
    await crowd(caller, 150);
    const patched = [{ path: 'emails[type eq "Work"].value', code: 'emailInvalid', message: 'x' }];
    await refuse(
      { ...caller, requestId: 'three' },
      [['Crew', new DomainError('partsLeftOut', 'x', { leftOut: patched })]],
      { type: 'group', id: crew, name: 'Crew' },
    );
    await refuse(byOkta, [['Third', new DomainError('emailInvalid', 'x')]]);
    await refuse({ ...caller, requestId: atOnce }, [['Fourth', new DomainError('emailInvalid', 'x')]]);
    await refuse({ ...caller, requestId: longBefore }, [['Fifth', new DomainError('groupNotFound', 'x')]]);
    await crowd(caller, 100);
    const all = ['First', 'Second', 'Third'];
    return {
      caller,
      expected: [
        [{ tokens: [okta] }, ['First', 'Third']],
        [{ principalId: okta }, ['First', 'Third']],
        [{ principalId: ada }, ['Second']],
        [{ principalName: 'Okta' }, ['First', 'Third']],
        [{ principalName: 'ada@example.com' }, ['Second']],
        [{ principalKind: 'person' }, ['Second']],
        [{ action: 'Second' }, ['Second']],
        [{ requestId: 'one' }, ['First', 'Third']],
        [{ refusalCode: 'emailInvalid' }, ['Crew', 'Third', 'Fourth']],
        [{ requestId: atOnce }, ['Fourth']],
        [{ requestId: longBefore }, ['Fifth']],
        [{ requestId: atOnce, involving: ada, refusalCode: 'emailInvalid' }, ['Fourth']],
        [{ requestId: atOnce, action: 'Fifth' }, []],
        [{ involving: ada, action: 'Fifth' }, ['Fifth']],
        [{ attribute: 'emails[type eq "work"].value' }, ['Crew']],
        [{ targetType: 'group' }, ['Crew']],
        [{ targetType: 'group', refused: true, requestId: 'three' }, ['Crew']],
        [{ targetType: 'token' }, []],
        [{ targetId: crew, action: 'Crew' }, ['Crew']],
        [{ targetId: crew, action: 'Third' }, []],
        [{ targetId: ada, tokens: [okta] }, ['First', 'Third']],
        [{ targetId: ada, targetName: 'ada@example.com', requestId: atOnce }, ['Fourth']],
        [{ targetName: 'crew', attribute: 'emails[type eq "work"]' }, ['Crew']],
        [{ refusalCode: 'attributeInvalid' }, ['Second']],
        [{ attribute: 'NAME' }, ['Second']],
        [{ attribute: 'name.givenname' }, ['Second']],
        [{ attribute: 'name.given' }, []],
        [{ involving: bob }, ['Second']],
        [{ involving: okta }, []],
        [{ requestId: 'one', refusalCode: 'emailInvalid' }, ['Third']],
        [{ tokens: [okta], principalKind: 'token', refused: true, action: 'First' }, ['First']],
        [{ principalName: 'Okta', action: 'Second' }, []],
        [
          { involving: ada, targetName: 'ada@example.com', refused: true, principalKind: 'token' },
          ['First', 'Third'],
        ],
        [{ targetType: 'agent', since: later, refused: true, requestId: 'two' }, ['Second']],
        [{ requestId: all.join() }, []],
      ],
    };
  }

  test('is searched with its index, without it, and half indexed, with the same result', async () => {
    const { caller, expected } = await seeded();
    await number();
    for (const [filter, wanted] of expected) expect(await actions(caller, filter)).toEqual(wanted);
    await index().step();
    for (const [filter, wanted] of expected) expect(await actions(caller, filter)).toEqual(wanted);
    await indexAll();
    for (const [filter, wanted] of expected) expect(await actions(caller, filter)).toEqual(wanted);
  });

  test('is indexed once by several processes', async () => {
    const caller = callerIn();
    await crowd(caller, 500);
    await number();
    const several = async () => {
      while (await index().step());
    };
    await Promise.all([several(), several(), several()]);
    const last = await new SqlNumberedEntries(stage().storage.logConnections).last();
    expect(await administer(stage().url, 'SELECT typed_position AS position FROM journal_indexed')).toEqual([
      { position: last },
    ]);
    expect(await found(caller, { action: 'Crowd' })).toHaveLength(500);
  });

  test('is asked for the entries of an action in which one of many stands, however far apart they are', async () => {
    const caller = callerIn();
    const [cid, dan, eve] = ['3', '4', '5'].map((last) =>
      agentId(`0199d2a0-3333-7000-8000-00000000000${last}`),
    );
    const naming = (action: string, ...members: readonly (string | undefined)[]) =>
      refuse(caller, [
        [
          action,
          new DomainError('partsLeftOut', 'x', {
            leftOut: [{ message: 'x', members: members.map((id) => id ?? '') }],
          }),
        ],
      ]);
    const many = Array.from(
      { length: 1500 },
      (_, made) => `0199d2a0-5555-7000-8000-${String(made).padStart(12, '0')}`,
    );
    await stage().storage.unitOfWork.transact(caller, async (scope) => {
      const leftOut = [{ message: 'x', members: [bob] }];
      scope.recordRefusal({ action: 'Named' }, new DomainError('partsLeftOut', 'x', { leftOut }), noon);
    });
    await naming('Named', bob);
    // More than a statement searches where there is no index, and than neighbours are apart.
    await crowd(caller, 10_500);
    await naming('Named', dan, cid);
    await naming('Other', bob);
    await naming('Named', ...many, bob);
    await naming('Named', ...many);
    await naming('Named', eve);
    await crowd({ ...callerIn() }, 100);
    await naming('Named', cid);
    const wanted = async (...ids: readonly (string | undefined)[]) => {
      const entries = await stage().storage.unitOfWork.read(caller, async ({ journal }) => {
        const asked = { action: 'Named', since: later };
        const found: RecordedJournalEntry[] = [];
        for await (const page of journal.involvingOneOf(ids.map(String), asked)) found.push(...page);
        return found;
      });
      return entries.map(({ refusal }) => refusal?.leftOut?.flatMap(({ members = [] }) => members).length);
    };
    const finds = async () => {
      expect(await wanted(bob, cid, 'nobody')).toEqual([1, 2, 1501, 1]);
      expect(await wanted(dan)).toEqual([2]);
      expect(await wanted(okta)).toEqual([]);
      // All of them are about Ada, and name her nowhere else.
      expect(await wanted(ada)).toEqual([]);
    };
    await number();
    await finds();
    while (await index().step()) {
      const indexed = 'SELECT typed_position AS position FROM journal_indexed';
      const [{ position }] = (await administer(stage().url, indexed)) as [{ position: number }];
      if (position > 5_000) break;
    }
    await finds();
    await indexAll();
    await finds();
  });

  test('finds an entry that names a crowd, by each who is in it', async () => {
    const caller = callerIn();
    const members = Array.from(
      { length: 3000 },
      (_, made) => `0199d2a0-4444-7000-8000-${String(made).padStart(12, '0')}`,
    );
    await refuse(caller, [
      ['Large', new DomainError('partsLeftOut', 'x', { leftOut: [{ message: 'x', members }] })],
    ]);
    await indexAll();
    expect(await actions(caller, { involving: members.at(-1) ?? '' })).toEqual(['Large']);
    expect(await actions(caller, { involving: bob })).toEqual([]);
  });
});
