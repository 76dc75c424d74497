import { expect, onTestFinished, test, vi } from 'vitest';
import {
  describedGroup,
  patchedGroup,
  replacedGroup,
} from '../../../src/adapters/koa-scim/groups/requested-group.ts';
import { groupTypes } from '../../../src/adapters/koa-scim/schemas/group-types.ts';
import { patchedAgent, replacedAgent } from '../../../src/adapters/koa-scim/users/requested-agent.ts';
import { Turns } from '../../../src/application/ports/turns.ts';
import { isSteps, type Steps } from '../../../src/criteria/steps.ts';
import { Group } from '../../../src/domain/group/group.ts';
import { groupLimits } from '../../../src/domain/group/group-limits.ts';
import { openProfileSchema } from '../../../src/domain/profile-attribute/profile-schema.ts';
import { accountId, groupId } from '../../../src/domain/shared/identifiers.ts';
import { instantOf } from '../../../src/domain/shared/instant.ts';
import { limits } from '../../../src/scim/limits.ts';
import { provisioned } from '../../support/agents.ts';
import { groupSchema, patchOf, user } from '../../support/scim-client.ts';
import { serverOn } from '../../support/start-server.ts';

const many = <Value>(count: number, at: (index: number) => Value) =>
  Array.from({ length: count }, (_, index) => at(index));

/** The result of work, and in how many steps it came. */
function counted<Result>(steps: Steps<Result>): { readonly count: number; readonly result: Result } {
  for (let count = 0; ; count += 1) {
    const { done, value } = steps.next();
    if (done) return { count, result: value };
  }
}

const stepsOf = <Result>(work: Result | Steps<Result>) =>
  isSteps(work) ? counted(work) : { count: 0, result: work };

const agent = provisioned({ emails: many(200, (index) => ({ value: `e${index}@example.com` })) });
const operationsMax = limits.patchOperationsMax;
const removals = many(operationsMax, () => ({ op: 'remove', path: 'emails[value co "no"]' }));

test('a PATCH is read, and done, an operation at a time', () => {
  const read = counted(patchedAgent(patchOf(...removals), {}));
  expect(read.count).toBeGreaterThanOrEqual(2 * (operationsMax - 1));
  const done = stepsOf(read.result(agent, openProfileSchema, () => {}));
  expect(done.count).toBeGreaterThanOrEqual(operationsMax - 1);
});

const parts = Object.fromEntries(many(900, (index) => [`urn:example:${index}`, { a: 1 }]));
const unreadable = { ...parts, title: { a: 1 }, active: false };

test.each([
  ['PATCH', () => patchedAgent(patchOf({ op: 'replace', value: unreadable }), {})],
  ['PUT', () => replacedAgent(user('a@example.com', unreadable), {})],
])('a %s that cannot be read whole is read a part at a time', (_, reading) => {
  const read = counted(reading());
  const { count, result } = stepsOf(read.result(agent, openProfileSchema, () => {}));
  expect(read.count + count).toBeGreaterThanOrEqual(900);
  expect(result.active).toBe(false);
});

const type = groupTypes.agents;
const state = { baseUrl: 'https://rollcall.example.com/scim/v2' };
const membersMax = groupLimits.membersPerChangeMax;
const members = many(membersMax, (index) => ({ value: `id-${index}`, display: 'ada@example.com' }));
const body = { schemas: [groupSchema], displayName: 'Care', members };
const at = instantOf(new Date());
const { state: group } = Group.create(groupId('g'), accountId('a'), { displayName: 'Care' }, [], at);

test.each<[string, () => Steps<Parameters<typeof stepsOf>[0]>]>([
  ['POST', () => describedGroup(type, body, state)],
  ['PUT', () => replacedGroup(type, body, state)],
  [
    'PATCH that adds',
    () => patchedGroup(type, patchOf({ op: 'add', path: 'members', value: members }), state),
  ],
  ['PATCH without a path', () => patchedGroup(type, patchOf({ op: 'replace', value: { members } }), state)],
  [
    'PATCH that removes',
    () => patchedGroup(type, patchOf({ op: 'remove', path: 'members', value: members }), state),
  ],
  [
    'PUT with a member that cannot be read',
    () => replacedGroup(type, { ...body, members: [...members.slice(1), { value: {} }] }, state),
  ],
])('the members of the largest %s are read a thousand at a time', (_, reading) => {
  const { count, result } = counted(reading());
  expect(count).toBeGreaterThanOrEqual(membersMax / limits.valuesMax);
  const revised = typeof result === 'function' ? stepsOf(result(group, () => {})).result : result;
  const { membership } = revised as { membership: readonly { ids: readonly string[] }[] };
  expect(membership.length).toBeGreaterThanOrEqual(membersMax / limits.valuesMax);
  expect(Math.max(...membership.map(({ ids }) => ids.length))).toBe(limits.valuesMax);
});

test('who cannot be read is named by the place in the whole list', () => {
  const place = limits.valuesMax + 5;
  const list = members.with(place, { value: '', display: '' });
  const adding = patchOf({ op: 'add', path: 'members', value: list });
  const without = patchOf({ op: 'add', value: { members: list } });
  expect(() => counted(patchedGroup(type, adding, state))).toThrow(`Operations[0].value[${place}]`);
  expect(() => counted(patchedGroup(type, without, state))).toThrow(`Operations[0].value.members[${place}]`);
  expect(() => counted(describedGroup(type, { ...body, members: list }, state))).toThrow(`members[${place}]`);
});

const server = serverOn();

test('over a connection, requests give way between their steps', async () => {
  const { client } = await server().openAccount();
  const { id } = await client.create('ada@example.com', { emails: [{ value: 'e@example.com' }] });
  const { body: made } = await client.post('/Groups', { schemas: [groupSchema], displayName: 'Care' });
  const giveWay = vi.spyOn(Turns.prototype, 'giveWay');
  onTestFinished(() => void giveWay.mockRestore());
  const waysGivenBy = async (method: string, path: string, message: object) => {
    giveWay.mockClear();
    const { status } = await client.send(method, path, { body: message });
    return [status, giveWay.mock.calls.length >= 50] as const;
  };
  expect(await waysGivenBy('PATCH', `/Users/${id}`, patchOf(...removals))).toEqual([200, true]);
  const path = `/Groups/${made.id}`;
  const nobody = members.slice(0, 60_000).map(({ value }) => ({ value }));
  const adding = patchOf({ op: 'add', path: 'members', value: nobody });
  const removing = patchOf({ op: 'remove', path: 'members', value: nobody });
  expect(await waysGivenBy('PATCH', path, adding)).toEqual([400, true]);
  expect(await waysGivenBy('PATCH', path, removing)).toEqual([204, true]);
  expect(await waysGivenBy('PUT', path, { ...body, members: nobody })).toEqual([400, true]);
  expect(await waysGivenBy('POST', '/Groups', { ...body, members: nobody })).toEqual([400, true]);
});
