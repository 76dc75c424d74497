import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/criteria/json.ts';
import { attributeChanges } from '../../../src/domain/shared/attribute-change.ts';
import { AttributesBefore } from '../../../src/domain/shared/attributes-before.ts';

const name = fc.constantFrom('a', 'b', 'a.b', 'urn:x', 'urn:x:a', 'urn:x:2.0:U', 'profile', 'c:d');
const scalar = fc.constantFrom<JsonObject[string]>('one', 2, true, ['one', 'two'], [{ value: 'x' }]);
const { any: attributes } = fc.letrec<{ any: JsonObject }>((tie) => ({
  any: fc.dictionary(name, fc.oneof({ depthSize: 'small' }, scalar, tie('any')), {
    minKeys: 1,
    maxKeys: 4,
    noNullPrototype: true,
  }) as fc.Arbitrary<JsonObject>,
}));

test('what a chain of changes came from is found from their entries, whatever is in the names of attributes', () => {
  fc.assert(
    fc.property(fc.array(attributes, { minLength: 2, maxLength: 5 }), fc.nat(), (states, place) => {
      const before = new AttributesBefore();
      for (const [index, state] of states.slice(1).entries())
        before.add(JSON.parse(JSON.stringify(attributeChanges(states[index] ?? {}, state))));
      // Which of the later states is known, does not matter.
      const known = states[1 + (place % (states.length - 1))] ?? {};
      expect(before.of(known)).toEqual(states[0]);
    }),
    { numRuns: 1000 },
  );
});

test.each<[JsonObject, object]>([
  [{ name: { givenName: 'x' } }, { path: 'name.givenName' }],
  [{ profile: { 'cost.center': 1 } }, { path: 'profile.cost.center' }],
  [{ 'urn:s:2.0:User': { manager: { value: 'x' } } }, { path: 'urn:s:2.0:User:manager.value' }],
  [{ 'a.b': 1 }, { path: 'a.b', names: ['a.b'] }],
  [{ 'urn:s': 1 }, { path: 'urn:s', names: ['urn:s'] }],
  [{ 'urn:s': { 'a.b': 1 } }, { path: 'urn:s:a.b', names: ['urn:s', 'a.b'] }],
])('%j is told by its path, and by its names where that does not tell them', (given, place) => {
  const [change] = attributeChanges({}, given);
  expect(change).toEqual({ ...place, to: expect.anything() });
});
