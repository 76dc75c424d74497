import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonValue } from '../../src/criteria/json.ts';
import { attributeLimits } from '../../src/domain/shared/attribute-limits.ts';
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
    fc.assert(fc.asyncProperty(attributes, kept), { numRuns: 100 }));

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

const scalar = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
  fc.maxSafeInteger(),
  fc.boolean(),
);
// `password` and `__proto__` are no attributes: the one is never kept, the other is no name of its own.
const name = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 20 })
  .filter((text) => !/^(password|__proto__)$/i.test(text));
const own = /^(active|displayName|emails|externalId|groups|id|meta|name|profile|schemas|userName)(\.|$)/i;
const attributes = fc.dictionary(
  // What the agent has by itself is refused.
  name.filter((text) => !own.test(text)),
  fc.oneof(
    scalar,
    fc.array(scalar, { maxLength: 4 }),
    fc.array(fc.dictionary(name, scalar), { maxLength: 3 }),
  ),
  { noNullPrototype: true },
) as fc.Arbitrary<Record<string, JsonValue>>;
