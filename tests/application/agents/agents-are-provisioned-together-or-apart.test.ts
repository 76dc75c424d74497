import { beforeEach, expect, test } from 'vitest';
import type { Application } from '../../../src/application/application.ts';
import type { Caller } from '../../../src/application/ports/caller.ts';
import { agentId } from '../../../src/domain/shared/identifiers.ts';
import { applicationOn } from '../../support/application-on.ts';
import { sqlite } from '../../support/databases.ts';
import { stageOn } from '../../support/open-storage.ts';
import { callerIn } from '../../support/stored-agents.ts';

const stage = stageOn(sqlite);
let application: Application;
let caller: Caller;
beforeEach(async () => {
  application = applicationOn(stage().storage);
  const ssoIssuer = 'https://acme.okta.example';
  caller = callerIn((await application.openAccount(callerIn(), { name: 'Acme', ssoIssuer })).state.id);
});

const idOf = (number: number) => agentId(`0199d2a0-0000-7000-8000-00000000000${number}`);

/** Whom each of them needs, by their numbers from 0. */
type Needs = Readonly<Record<number, readonly number[]>>;

/** What becomes of agents of these userNames; one without is refused. */
async function provision(userNames: readonly string[], needs: Needs = {}, refusalsMax?: number) {
  const provisionings = userNames.map((userName, number) => ({
    id: idOf(number),
    desired: { userName, active: true },
    needs: needs[number]?.map(idOf),
  }));
  return told(await application.provisionAgents(caller, { provisionings, refusalsMax }));
}

const told = (outcomes: Awaited<ReturnType<Application['provisionAgents']>>) =>
  outcomes.map((outcome) => {
    if (outcome === undefined) return undefined;
    return outcome instanceof Error
      ? (outcome as Error & { code?: string }).code
      : outcome.agent.state.userName;
  });

const there = async () =>
  (await application.listAgents(caller, {})).resources.map(({ agent }) => agent.state.userName as string);

const refusals = async () =>
  (await application.readAuditLog(caller, { limit: 100 }))
    .filter(({ refusal }) => refusal !== undefined)
    .map(({ action, target, refusal }) => `${action} ${target?.name}: ${refusal?.code}`)
    .toReversed();

const [a, b, c, bad] = ['a@example.com', 'b@example.com', 'c@example.com', ''];

test('apart, one that is refused keeps no other out', async () => {
  expect(await provision([a, bad, b])).toEqual([a, 'emailInvalid', b]);
  expect(await there()).toEqual([a, b]);
  expect(await refusals()).toEqual(['ProvisionAgent : emailInvalid']);
});

const [first, second, third] = [0, 1, 2];

test.each<[string, string[], Needs, (string | undefined)[]]>([
  [
    'in a circle, one that is refused keeps the others out',
    [a, bad, b],
    { 0: [1], 1: [2], 2: [0] },
    [undefined, 'emailInvalid', undefined],
  ],
  ['a circle is provisioned', [a, b], { 0: [1], 1: [0] }, [a, b]],
  [
    'whoever needs one that is refused is kept out',
    [bad, a, b],
    { 1: [first] },
    ['emailInvalid', undefined, b],
  ],
  [
    'so is whoever needs one who needs it, also in the reversed order',
    [a, b, bad, c],
    { 0: [second], 1: [third] },
    [undefined, undefined, 'emailInvalid', c],
  ],
  ['a chain is provisioned', [a, b, c], { 1: [first], 2: [second] }, [a, b, c]],
  ['whoever is needed by one that is refused comes in', [bad, a], { 0: [second] }, ['emailInvalid', a]],
  ['an agent may need itself', [a], { 0: [first] }, [a]],
])('%s', async (_, userNames, needs, outcomes) => {
  expect(await provision(userNames, needs)).toEqual(outcomes);
  expect(await there()).toEqual(outcomes.filter((outcome) => outcome?.includes('@')));
  expect(await refusals()).toEqual(userNames.includes(bad) ? ['ProvisionAgent : emailInvalid'] : []);
});

test.each<[number, string[], Needs, (string | undefined)[]]>([
  [1, [bad, a, b], { 1: [first] }, ['emailInvalid', undefined, undefined]],
  [2, [bad, a, b], { 1: [first] }, ['emailInvalid', undefined, undefined]],
  [3, [bad, a, b], { 1: [first] }, ['emailInvalid', undefined, b]],
  [1, [a, bad, b], { 0: [second], 1: [first] }, [undefined, 'emailInvalid', undefined]],
])(
  'of %i refusals those count who are kept out by others',
  async (refusalsMax, userNames, needs, outcomes) => {
    expect(await provision(userNames, needs, refusalsMax)).toEqual(outcomes);
  },
);

test.each([
  [0, [undefined, undefined, undefined, undefined, undefined]],
  [1, [a, 'emailInvalid', undefined, undefined, undefined]],
  [2, [a, 'emailInvalid', b, 'emailInvalid', undefined]],
  [3, [a, 'emailInvalid', b, 'emailInvalid', c]],
])('after %i refusals nobody is provisioned any more', async (refusalsMax, outcomes) => {
  expect(await provision([a, bad, b, bad, c], {}, refusalsMax)).toEqual(outcomes);
  expect(await there()).toEqual(outcomes.filter((outcome) => outcome?.includes('@')));
});

test('of two with the same userName, letter case aside, the first is provisioned', async () => {
  await application.provisionAgent(caller, { desired: { userName: c, active: true } });
  const outcomes = await provision([a, 'A@EXAMPLE.COM', 'C@example.com', b]);
  expect(outcomes).toEqual([a, 'userNameTaken', 'userNameTaken', b]);
  expect(await there()).toEqual([a, b, c]);
});

test('of two with the same id the first is provisioned, whether it is there already or comes before', async () => {
  const desired = (userName: string) => ({ userName, active: true });
  await application.provisionAgent(caller, { id: idOf(1), desired: desired(c) });
  const provisionings = [
    { id: idOf(1), desired: desired(a) },
    { id: idOf(2), desired: desired(a) },
    { id: idOf(2), desired: desired(b) },
  ];
  const outcomes = await application.provisionAgents(caller, { provisionings });
  expect(told(outcomes)).toEqual(['identifierTaken', a, 'identifierTaken']);
  expect(outcomes[0]).toMatchObject({
    message: `The id "${idOf(1)}" is taken; leave it out, and one is made.`,
    details: { attribute: 'id' },
  });
});

test('one alone is given the id that it brings, and refused one that is taken', async () => {
  const first = await application.provisionAgent(caller, {
    id: idOf(3),
    desired: { userName: a, active: true },
  });
  expect(first.agent.state.id).toBe(idOf(3));
  const again = application.provisionAgent(caller, { id: idOf(3), desired: { userName: b, active: true } });
  await expect(again).rejects.toMatchObject({ code: 'identifierTaken' });
  const other = await application.provisionAgent(caller, { desired: { userName: b, active: true } });
  expect(other.agent.state.id).not.toBe(idOf(3));
});

test('without Single Sign-On each is refused', async () => {
  caller = callerIn((await application.openAccount(callerIn(), { name: 'Acme' })).state.id);
  expect(await provision([a, b])).toEqual(['ssoNotSetUp', 'ssoNotSetUp']);
  expect(await refusals()).toEqual([`ProvisionAgent ${a}: ssoNotSetUp`, `ProvisionAgent ${b}: ssoNotSetUp`]);
});

test('nobody is provisioned where nobody is named', async () => {
  expect(await provision([])).toEqual([]);
});
