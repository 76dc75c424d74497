import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonValue } from '../../src/criteria/json.ts';
import { attributeLimits } from '../../src/domain/shared/attribute-limits.ts';
import { anyAttributes } from '../support/any-attributes.ts';
import { onEachDatabase } from '../support/databases.ts';
import { stageOn } from '../support/open-storage.ts';
import { StoredAgents } from '../support/stored-agents.ts';

onEachDatabase('an agent', (product) => {
  const stage = stageOn(product);
  const kept = async (directory: Record<string, JsonValue>) => {
    const stored = new StoredAgents(stage().storage);
    const agent = await stored.provision({ directory });
    expect(await stored.find(agent.state.id)).toEqual(agent);
  };

  test('is kept exactly, whatever values its attributes have', () =>
    fc.assert(fc.asyncProperty(anyAttributes, kept), { numRuns: 100 }));

  test('is kept exactly when it is as large as it may be', async () => {
    const { stringCharactersMax, agentCharactersMax } = attributeLimits;
    const text = '😀'.repeat(stringCharactersMax / 2);
    const names = Array.from(
      { length: agentCharactersMax / stringCharactersMax - 1 },
      (_, index) => `a${index}`,
    );
    await kept(Object.fromEntries(names.map((name) => [name, text])));
  });
});
