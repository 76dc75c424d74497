import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wholeResource } from '../../../src/scim/schema/find-attribute.ts';
import { matches } from '../filter/matches.ts';
import { user, userResourceType } from '../resources.ts';
import { patchUser } from './patches.ts';

const word = fc.constantFrom('a', 'A', 'ab', 'ä', '', '5', 'work');
const element = fc.record(
  { value: word, display: word, type: word, primary: fc.constant(false) },
  { requiredKeys: [] },
);
const comparison = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('value', 'DISPLAY', 'type'),
      fc.constantFrom('eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'),
      word,
    )
    .map(([path, operator, value]) => `${path} ${operator} ${JSON.stringify(value)}`),
  fc.constantFrom('value pr', 'type eq null', 'primary eq false', 'primary ne true', 'display ne null'),
);
const filter = fc.letrec<{ filter: string }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3 },
    comparison,
    fc
      .tuple(tie('filter'), fc.constantFrom(' and ', ' or '), tie('filter'))
      .map((parts) => `(${parts.join('')})`),
    tie('filter').map((inner) => `not (${inner})`),
  ),
})).filter;

test('a PATCH removes the values that a filter finds, and no others', () => {
  const whole = wholeResource(userResourceType);
  fc.assert(
    fc.property(fc.array(element, { maxLength: 4 }), filter, (roles, text) => {
      const before = user({ roles });
      const after = patchUser(before, { op: 'remove', path: `roles[${text}]` });

      const elements = (before.roles ?? []) as readonly object[];
      const left = elements.filter((role) => !matches(`roles[${text}]`, user({ roles: [role] }), whole));
      expect(after.roles ?? []).toEqual(left);
    }),
    { numRuns: 1000 },
  );
});
