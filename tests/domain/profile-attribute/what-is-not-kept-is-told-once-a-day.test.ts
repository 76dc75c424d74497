import { expect, test } from 'vitest';
import {
  UnkeptAttribute,
  type UnkeptSighting,
} from '../../../src/domain/profile-attribute/unkept-attribute.ts';
import { exampleOf } from '../../../src/domain/profile-attribute/unkept-value.ts';
import { accountId } from '../../../src/domain/shared/identifiers.ts';
import { instantPlus } from '../../../src/domain/shared/instant.ts';
import { noon } from '../../support/agents.ts';

const account = accountId('0199d2a0-0000-7000-8000-000000000001');
const sighting = (fields: Partial<UnkeptSighting> = {}): UnkeptSighting => ({
  ...{ with: 'agents', name: 'location', times: 1, example: '"Austin"', lastSentAt: noon },
  ...fields,
});
const day = 86_400_000;
const afterNoon = (milliseconds: number) => instantPlus(noon, milliseconds);

test('the first time is told with what it came and what to call it', () => {
  const { before, state, events } = UnkeptAttribute.first(account, sighting({ times: 3 }));
  expect(before).toBeUndefined();
  expect(state.state).toMatchObject({ times: 3, firstSentAt: noon, toldAt: noon, timesTold: 3 });
  expect(events).toEqual([
    {
      ...{ type: 'AttributeNotKept', accountId: account, at: noon },
      target: { type: 'attribute', id: 'location', name: 'location' },
      changes: [
        { path: 'times', to: 3 },
        { path: 'example', to: '"Austin"' },
        { path: 'lastSentAt', to: noon },
        { path: 'sentWith', to: 'agents' },
        { path: 'wouldBeKeptAs', to: 'profile.location' },
      ],
    },
  ]);
});

test('what comes within a day is counted, and told when the day is over', () => {
  const first = UnkeptAttribute.first(account, sighting()).state;
  const second = first.sentAgain(sighting({ times: 4, example: '"x"', lastSentAt: afterNoon(day - 1) }));
  expect(second.events).toEqual([]);
  expect(second.state.state).toMatchObject({ times: 5, example: '"x"', toldAt: noon, timesTold: 1 });
  const third = second.state.sentAgain(sighting({ times: 2, lastSentAt: afterNoon(day) }));
  expect(third.events).toMatchObject([
    { at: afterNoon(day), changes: expect.arrayContaining([{ path: 'times', from: 1, to: 7 }]) },
  ]);
  expect(third.state.state).toMatchObject({
    times: 7,
    timesTold: 7,
    toldAt: afterNoon(day),
    firstSentAt: noon,
  });
});

test('the count ends before a database’s whole number does', () => {
  const { state } = UnkeptAttribute.first(account, sighting({ times: 1_999_999_999 }));
  expect(state.sentAgain(sighting({ times: 5 })).state.state.times).toBe(2_000_000_000);
});

test.each([
  ['location', 'agents', 'profile.location'],
  ['name.nick', 'agents', 'profile.nick'],
  ['urn:okta:acme:1.0:user:custom:shoe', 'agents', 'profile.shoe'],
  ['2nd', 'agents', undefined],
  ['a b', 'agents', undefined],
  ['x'.repeat(129), 'agents', undefined],
  ['description', 'groups', undefined],
] as const)('%s of %s could be kept as %s', (name, comesWith, keptAs) => {
  expect(UnkeptAttribute.first(account, sighting({ name, with: comesWith })).state.keptAs).toBe(keptAs);
});

test('what is forgotten is removed with an event', () => {
  const { state } = UnkeptAttribute.first(account, sighting({ times: 3 }));
  expect(state.forget(afterNoon(1))).toMatchObject({
    removes: true,
    events: [{ type: 'UnkeptAttributeForgotten', at: afterNoon(1), changes: [{ path: 'times', from: 3 }] }],
  });
});

test.each([
  ['location', 'Austin', '"Austin"'],
  ['level', 3, '3'],
  ['remote', true, 'true'],
  ['skills', ['a', null, 2], '["a",null,2]'],
  ['note', 'x'.repeat(78), `"${'x'.repeat(78)}"`],
  ['note', 'x'.repeat(79), `"${'x'.repeat(78)}…`],
  ['note', `${'x'.repeat(77)}😀`, `"${'x'.repeat(77)}\u{FFFD}…`],
  ['note', 'a\u0000\u001b', '"a\\u0000\\u001b"'],
  ['Password', 'hunter2', 'a string'],
  ['apiKey', 7, 'a number'],
  ['secret', true, 'a boolean'],
  ['tokens', ['hunter2', 'x'], 'a list of 2'],
  ['car', { doors: 3 }, 'an object'],
  ['cars', [{ doors: 3 }], 'a list of 1'],
])('the example of %s %j is %s', (name, value, example) => {
  expect(exampleOf(name, value)).toBe(example);
});
