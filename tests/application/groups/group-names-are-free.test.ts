import { expect, test } from 'vitest';
import { freeNames } from '../../../src/application/groups/template/free-names.ts';
import type { Scalar } from '../../../src/criteria/field.ts';
import { foldCase } from '../../../src/criteria/fold-case.ts';
import { profileField } from '../../../src/domain/agent/agent-fields.ts';
import { GroupTemplate, groupTemplateId } from '../../../src/domain/group/group-template.ts';
import { acme, noon } from '../../support/agents.ts';

const templateOf = (namePattern: string): GroupTemplate =>
  GroupTemplate.create(
    groupTemplateId(crypto.randomUUID()),
    acme,
    { attribute: 'profile.team', namePattern, kind: 'agents', includesDeactivated: false },
    profileField('team'),
    noon,
  ).state;

const roundTripsMax = 9;

/** The names that groups of these values get where these names are taken, and what was looked up for that. */
async function named(values: readonly Scalar[], taken: readonly string[] = [], pattern = '{value}') {
  const template = templateOf(pattern);
  const folded = new Set(taken.map(foldCase));
  const lookedUp: (readonly string[])[] = [];
  const takenNames = async (names: readonly string[]) => {
    lookedUp.push(names);
    if (lookedUp.length > roundTripsMax) throw new Error('There are too many round trips.');
    return new Set(names.map(foldCase).filter((name) => folded.has(name)));
  };
  const names = await freeNames(
    { takenNames },
    values.map((value) => ({ template, value })),
  );
  return { names, lookedUp };
}

test('no value needs no name, and asks for none', async () => {
  expect(await named([])).toEqual({ names: [], lookedUp: [] });
});

test('values whose names are free have them, all looked up at once', async () => {
  expect(await named(['Red', 'Blue'], ['Green'], 'Team {value}')).toEqual({
    names: ['Team Red', 'Team Blue'],
    lookedUp: [['Team Red', 'Team Blue']],
  });
});

test('values that are named alike, letter case aside, are numbered in their order', async () => {
  const { names, lookedUp } = await named(['red', 'Blue', 'RED', 'Red']);
  expect(names).toEqual(['red', 'Blue', 'RED (2)', 'Red (3)']);
  expect(lookedUp).toEqual([['red', 'red (2)', 'red (3)', 'Blue']]);
});

test('numbers that are taken are passed over, twice as many of them with each round trip', async () => {
  const taken = ['red', 'Red (2)', 'RED (3)', 'red (4)', 'red (6)'];
  expect(await named(['Red', 'Blue'], taken)).toEqual({
    names: ['Red (5)', 'Blue'],
    lookedUp: [
      ['Red', 'Blue'],
      ['Red (2)', 'Red (3)'],
      ['Red (4)', 'Red (5)', 'Red (6)', 'Red (7)'],
    ],
  });
});

test('of namesakes those that found no number go on, each with a number of its own', async () => {
  const { names, lookedUp } = await named(['red', 'Red', 'RED'], ['red', 'red (3)']);
  expect(names).toEqual(['red (2)', 'Red (4)', 'RED (5)']);
  expect(lookedUp).toHaveLength(2);
  expect(lookedUp[1]).toEqual([4, 5, 6, 7, 8, 9].map((number) => `Red (${number})`));
});

test('a value that is named as another is numbered is numbered itself', async () => {
  expect((await named(['5', 5, '5 (2)'])).names).toEqual(['5', '5 (2)', '5 (2) (2)']);
});
