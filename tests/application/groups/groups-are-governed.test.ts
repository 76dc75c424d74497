import { beforeEach, describe, expect, test } from 'vitest';
import type { OpenStorage } from '../../../src/adapters/typeorm-persistence/open-storage.ts';
import type { Caller } from '../../../src/application/ports/caller.ts';
import type { UnitOfWork } from '../../../src/application/ports/unit-of-work.ts';
import type { Agent } from '../../../src/domain/agent/agent.ts';
import type { Group } from '../../../src/domain/group/group.ts';
import type { MembershipStep } from '../../../src/domain/group/membership-steps.ts';
import { apiTokenId } from '../../../src/domain/shared/identifiers.ts';
import { applicationOn } from '../../support/application-on.ts';
import { sqlite } from '../../support/databases.ts';
import { openDatabase, stageOn } from '../../support/open-storage.ts';
import { scopeWith } from '../../support/scope-with.ts';
import { StoredGroups } from '../../support/stored-groups.ts';
import { nobody } from '../in-the-journal/filled-account.ts';

const stage = stageOn(sqlite);
let stored: StoredGroups;
let ada: Agent;
let directory: Caller;
beforeEach(async () => {
  stored = await StoredGroups.on(stage().storage);
  const { application, caller } = stored;
  const desired = { userName: 'ada@example.com', active: true, profile: { team: 'Red' } };
  ada = (await application.provisionAgent(caller, { desired })).agent;
  directory = { ...caller, principal: { kind: 'token', id: apiTokenId(nobody), name: 'Okta' } };
});

/** A group of each governance. */
const groupsOf = {
  push: async (): Promise<Group> => {
    const desired = { displayName: 'Pushed' };
    return (await stored.application.createGroup(directory, { desired })).group;
  },
  hand: (): Promise<Group> => stored.create({ displayName: 'By hand' }),
  rule: async (): Promise<Group> => {
    const creation = { desired: { displayName: 'Ruled' }, rule: { text: 'active eq true' } };
    return (await stored.application.createRuleGroup(stored.caller, creation)).group;
  },
  template: async (): Promise<Group> => {
    const creation = { attribute: 'profile.team', namePattern: 'Team {value}' };
    await stored.application.createGroupTemplate(stored.caller, creation);
    const { resources } = await stored.application.listGroups(stored.caller, {});
    const made = resources.find(({ group }) => group.state.displayName === 'Team Red');
    if (made === undefined) throw new Error('The template made no group.');
    return made.group;
  },
};
type Governor = keyof typeof groupsOf;

const revise = (
  as: Caller,
  { state: { id } }: Group,
  displayName: string,
  membership: MembershipStep[] = [],
) =>
  stored.application.reviseGroup(as, {
    id,
    revise: () => ({ desired: { displayName }, membership }),
    withMembers: false,
  });
const rename = (as: Caller, group: Group) => revise(as, group, 'Renamed');
const join = (as: Caller, group: Group) =>
  revise(as, group, group.state.displayName, [{ kind: 'add', ids: [ada.state.id] }]);
const remove = (as: Caller, { state: { id } }: Group) => stored.application.removeGroup(as, { id });
const changes = { rename, join, remove };

const advice: Readonly<Record<Governor, string>> = {
  push: 'is governed by the directory, so it cannot be changed by hand.',
  hand: 'is governed by hand, so it cannot be changed over SCIM.',
  rule: 'is governed by a rule, so it cannot be changed ',
  template: 'is governed by a template, so it cannot be changed ',
};

describe.each<[Governor, 'directory' | 'people', (keyof typeof changes)[]]>([
  ['push', 'directory', ['rename', 'join', 'remove']],
  ['push', 'people', ['remove']],
  ['hand', 'directory', []],
  ['hand', 'people', ['rename', 'join', 'remove']],
  ['rule', 'directory', []],
  ['rule', 'people', ['rename', 'remove']],
  ['template', 'directory', []],
  ['template', 'people', []],
])('with a group that is governed by %s the %s', (governor, who, allowed) => {
  const each = (Object.keys(changes) as (keyof typeof changes)[]).map(
    (name) => [allowed.includes(name) ? 'may' : 'may not', name] as const,
  );
  test.each(each)('%s %s', async (may, name) => {
    const group = await groupsOf[governor]();
    const attempt = changes[name](who === 'directory' ? directory : stored.caller, group);
    if (may === 'may') {
      await attempt;
      return;
    }
    await expect(attempt).rejects.toMatchObject({
      code: 'groupGovernedOtherwise',
      message: expect.stringContaining(advice[governor]),
    });
    expect((await stored.read(group)).group).toEqual(group);
  });
});

test('a group that a rule governs is renamed and removed for other processes at once', async () => {
  const group = await groupsOf.rule();
  const other = openDatabase(stage().url);
  const { provisionAgent } = applicationOn(other);
  const groupsOfNew = async (userName: string) =>
    (await provisionAgent(stored.caller, { desired: { userName, active: true } })).groups?.map(
      ({ displayName }) => displayName,
    );
  expect(await groupsOfNew('b@example.com')).toEqual(['Ruled']);
  await rename(stored.caller, group);
  expect(await groupsOfNew('c@example.com')).toEqual(['Renamed']);
  await remove(stored.caller, group);
  expect(await groupsOfNew('d@example.com')).toEqual([]);
  await other.storage.close();
});

test('a group that no rule governs is changed without holding up who writes agents', async () => {
  const group = await groupsOf.hand();
  const holding = holdingUp(stored.open);
  const { reviseGroup, removeGroup } = applicationOn(holding.open);
  const { id } = group.state;
  const revise = () => ({ desired: { displayName: 'Renamed' }, membership: [] });
  await reviseGroup(stored.caller, { id, revise, withMembers: false });
  await removeGroup(stored.caller, { id });
  expect(holding.changes).toBe(0);
});

test('a group of the other kind is not found', async () => {
  const { application, caller } = stored;
  const { state } = await stored.create({}, ada);
  const { id } = state;
  const asked = { id, withMembers: false };
  const revision = { ...asked, revise: (group: Group) => ({ desired: group.desired(), membership: [] }) };
  expect(await application.readGroup(caller, { ...asked, kind: 'agents' })).toEqual({
    group: expect.objectContaining({ state }),
  });
  expect(await application.readGroupMembers(caller, { id, limit: 9, kind: 'agents' })).toHaveLength(1);
  await application.reviseGroup(caller, { ...revision, kind: 'agents' });
  for (const attempt of [
    () => application.readGroup(caller, { ...asked, kind: 'users' }),
    () => application.readGroupMembers(caller, { id, limit: 9, kind: 'users' }),
    () => application.reviseGroup(caller, { ...revision, kind: 'users' }),
    () => application.removeGroup(caller, { id, kind: 'users' }),
  ])
    await expect(attempt()).rejects.toMatchObject({
      code: 'groupNotFound',
      message: `There is no group "${id}" in this account.`,
    });
  await application.removeGroup(caller, { id, kind: 'agents' });
});

test('a group and a change of it say at which version it is', async () => {
  const group = await groupsOf.rule();
  const { id } = group.state;
  const differs = {
    code: 'versionDiffers',
    message: expect.stringContaining(`The group ${id} is at version 1`),
    details: { version: 1 },
  };
  const change = { id, revise: () => ({ text: 'title pr' }), ifVersion: 2 };
  await expect(stored.application.changeGroupRule(stored.caller, change)).rejects.toMatchObject(differs);
  await expect(stored.remove(group, 2)).rejects.toMatchObject(differs);
  await stored.application.changeGroupRule(stored.caller, { ...change, ifVersion: 1 });
});

/** Counts how often the policy is changed, until the end of which nobody else writes agents. */
function holdingUp({ unitOfWork, ...open }: OpenStorage) {
  const holding = { changes: 0 };
  const transact: UnitOfWork['transact'] = (caller, work) =>
    unitOfWork.transact(caller, (scope) => {
      const beginChange = () => {
        holding.changes += 1;
        return scope.policy.beginChange();
      };
      return work(scopeWith(scope, { policy: { current: () => scope.policy.current(), beginChange } }));
    });
  const read = unitOfWork.read.bind(unitOfWork);
  const dryRun = unitOfWork.dryRun.bind(unitOfWork);
  return Object.assign(holding, { open: { ...open, unitOfWork: { read, dryRun, transact } } });
}
