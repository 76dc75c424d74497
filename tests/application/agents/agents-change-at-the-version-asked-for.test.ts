import { beforeEach, expect, test } from 'vitest';
import type { VersionCondition } from '../../../src/application/version/version-condition.ts';
import type { AgentId } from '../../../src/domain/shared/identifiers.ts';
import { sqlite } from '../../support/databases.ts';
import { stageOn } from '../../support/open-storage.ts';
import { StoredGroups } from '../../support/stored-groups.ts';

const stage = stageOn(sqlite);
let stored: StoredGroups;
let id: AgentId;

/** An agent at version 2. */
beforeEach(async () => {
  stored = await StoredGroups.on(stage().storage);
  const agent = await stored.agents.provision();
  id = agent.state.id;
  await stored.agents.revise(id, () => ({ displayName: 'second' }));
});

const revise = (ifVersion: unknown) =>
  stored.application.reviseAgent(stored.caller, {
    id,
    revise: (current) => ({ ...current.desired(), displayName: 'third' }),
    ifVersion: ifVersion as VersionCondition,
  });
const remove = (ifVersion: unknown) =>
  stored.application.removeAgent(stored.caller, { id, ifVersion: ifVersion as VersionCondition });

test.each<[VersionCondition | undefined]>([
  [undefined],
  [2],
  [[2]],
  [[1, 2]],
  [{ noneOf: [1, 3] }],
  [{ noneOf: [] }],
])('an agent is revised, and removed, where its version is %j', async (ifVersion) => {
  expect((await revise(ifVersion)).agent.state.version).toBe(3);
  await stored.agents.revise(id, () => ({ displayName: 'fourth' }));
  await remove(ifVersion === undefined ? undefined : 4);
  expect(await stored.agents.find(id)).toBeUndefined();
});

test.each<[VersionCondition]>([[1], [3], [[]], [[1, 3]], [{ noneOf: [2] }], [{ noneOf: [1, 2] }]])(
  'an agent is neither revised nor removed where %j is asked for',
  async (ifVersion) => {
    for (const [change, action] of [
      [revise, 'ReviseAgent'],
      [remove, 'RemoveAgent'],
    ] as const) {
      await expect(change(ifVersion)).rejects.toMatchObject({
        code: 'versionDiffers',
        message: `The agent ${id} is at version 2, which is not the one that was asked for: somebody changed it in between. Read it again and repeat the change.`,
        details: { version: 2 },
      });
      const [newest] = (await stored.agents.journal()).toReversed();
      expect(newest).toMatchObject({
        action,
        target: { type: 'agent', id },
        refusal: { code: 'versionDiffers' },
      });
    }
    expect((await stored.agents.find(id))?.state.displayName).toBe('second');
  },
);

test.each([
  ['2'],
  [null],
  [2.5],
  [['2']],
  [[2, '3']],
  [{}],
  [{ noneOf: 2 }],
  [{ noneOf: ['2'] }],
  [{ oneOf: [2] }],
])('%j is no version', async (ifVersion) => {
  const message = expect.stringContaining(
    '"ifVersion" must be a version, a list of versions, or an object with such a list as "noneOf".',
  );
  for (const change of [revise, remove]) {
    await expect(change(ifVersion)).rejects.toMatchObject({ code: 'inputInvalid', message });
  }
});
