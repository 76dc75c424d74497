import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { WriteScope } from '../../src/application/ports/unit-of-work.ts';
import { equals } from '../../src/criteria/criteria.ts';
import { agentFields, profileField } from '../../src/domain/agent/agent-fields.ts';
import { Group } from '../../src/domain/group/group.ts';
import { GroupTemplate, groupTemplateId } from '../../src/domain/group/group-template.ts';
import { ProfileAttribute } from '../../src/domain/profile-attribute/profile-attribute.ts';
import { type AccountId, groupId } from '../../src/domain/shared/identifiers.ts';
import { later, noon } from '../support/agents.ts';
import { onEachDatabase } from '../support/databases.ts';
import { stageOn } from '../support/open-storage.ts';
import { StoredGroups } from '../support/stored-groups.ts';
import { ruleOf } from '../support/stored-rules.ts';

type Store = (scope: WriteScope, accountId: AccountId) => Promise<void>;

const rule = ruleOf(equals(agentFields.active, true));
const ruleGroup = (accountId: AccountId) =>
  Group.createByRule(
    groupId(randomUUID()),
    accountId,
    { displayName: 'Rule' },
    { kind: 'agents', rule },
    noon,
  );
const attribute = (accountId: AccountId) => ProfileAttribute.unseen(accountId, 'team');

function template(accountId: AccountId) {
  const desired = { attribute: 'profile.team', namePattern: '{value}', includesDeactivated: false };
  const id = groupTemplateId(randomUUID());
  return GroupTemplate.create(id, accountId, { ...desired, kind: 'agents' }, profileField('team'), noon);
}

/** Each is right once the change of the policy is begun. */
const changes: Readonly<Record<string, Store>> = {
  'a rule': (scope, accountId) => scope.groups.store(ruleGroup(accountId)),
  'a group with a rule among others': (scope, accountId) => {
    const named = Group.create(groupId(randomUUID()), accountId, { displayName: 'Named' }, [], noon);
    return scope.groups.storeAll([named, ruleGroup(accountId)]);
  },
  'a template': (scope, accountId) => scope.groupTemplates.store(template(accountId)),
  'a declaration': (scope, accountId) =>
    scope.profileAttributes.store(attribute(accountId).declare({ required: true }, noon)),
  'which attributes are accepted': async (scope) => {
    const account = await scope.accounts.find();
    if (account !== undefined) await scope.accounts.store(account.acceptUndeclaredAttributes(false, later));
  },
};

onEachDatabase('a change of the policy', (product) => {
  const stage = stageOn(product);

  test.each(Object.entries(changes))('is not stored before it is begun: %s', async (_, store) => {
    const { open, caller } = await StoredGroups.on(stage().storage);
    const stored = (begin: (scope: WriteScope) => Promise<void>) =>
      open.unitOfWork.transact(caller, async (scope) => {
        await begin(scope);
        await store(scope, caller.accountId);
      });
    await expect(stored(async () => {})).rejects.toThrow('beginChange');
    await stored(({ policy }) => policy.beginChange());
  });
});
