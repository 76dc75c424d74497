import fc from 'fast-check';
import type { JsonValue } from '../../src/criteria/json.ts';

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
/** What a directory may say of an agent besides what every agent has. */
export const anyAttributes = fc.dictionary(
  // What the agent has by itself is refused.
  name.filter((text) => !own.test(text)),
  fc.oneof(
    scalar,
    fc.array(scalar, { maxLength: 4 }),
    fc.array(fc.dictionary(name, scalar), { maxLength: 3 }),
  ),
  { noNullPrototype: true },
) as fc.Arbitrary<Record<string, JsonValue>>;
