import { expect } from 'vitest';
import { nobody } from './filled-account.ts';
import { type Cases, forbidden } from './journal-case.ts';

const wrongRule = { text: 'nowhere eq 1' };
const hand = { type: 'group', id: expect.any(String), name: 'By hand' };

export const groupsCases = {
  changeGroupRule: {
    does: (on) =>
      on.application.changeGroupRule(on.caller, { id: on.ruled, revise: () => ({ text: 'title pr' }) }),
    entries: ['GroupRuleChanged'],
    isRefused: (on) => on.application.changeGroupRule(on.caller, { id: on.ruled, revise: () => wrongRule }),
    ...{ target: { type: 'group', name: 'By rule' }, code: 'ruleInvalid' },
  },
  createGroup: {
    does: (on) =>
      on.application.createGroup(on.caller, { desired: { displayName: 'New' }, members: [on.ada] }),
    entries: ['GroupCreated'],
    isRefused: (on) => on.application.createGroup(on.caller, { desired: { displayName: 'BY HAND' } }),
    ...{ target: { type: 'group', name: 'BY HAND' }, code: 'groupNameTaken' },
  },
  createGroupTemplate: {
    does: (on) =>
      on.application.createGroupTemplate(on.caller, { attribute: 'profile.team', namePattern: '{value}!' }),
    entries: ['GroupTemplateCreated', 'GroupCreated'],
    isRefused: (on) =>
      on.application.createGroupTemplate(on.caller, { attribute: 'profile.team', namePattern: 'Team' }),
    ...{ target: { type: 'template', name: 'Team' }, code: 'attributeInvalid' },
  },
  createRuleGroup: {
    does: (on) =>
      on.application.createRuleGroup(on.caller, {
        desired: { displayName: 'New' },
        rule: { text: 'active eq true' },
      }),
    entries: ['GroupCreated'],
    isRefused: (on) =>
      on.application.createRuleGroup(on.caller, { desired: { displayName: 'New' }, rule: wrongRule }),
    ...{ target: { type: 'group', name: 'New' }, code: 'ruleInvalid' },
  },
  endRuleException: {
    does: async (on) => {
      await on.application.setRuleException(on.caller, { id: on.ruled, agentId: on.bob, belongs: 'never' });
      await on.application.endRuleException(on.caller, { id: on.ruled, agentId: on.bob });
    },
    entries: ['GroupRuleChanged', 'GroupRuleChanged'],
    isRefused: (on) => on.application.endRuleException(on.caller, { id: on.hand, agentId: on.bob }),
    ...{ target: hand, code: 'groupGovernedOtherwise' },
  },
  explainGroupsOfAgent: {
    does: (on) => on.application.explainGroupsOfAgent(on.caller, { id: on.ada }),
    entries: [],
    isRefused: (on) => on.application.explainGroupsOfAgent(on.directory, { id: on.ada }),
    ...{ ...forbidden, target: { type: 'agent', id: expect.any(String) } },
  },
  explainMembership: {
    does: (on) => on.application.explainMembership(on.caller, { agentId: on.ada, groupId: on.ruled }),
    entries: [],
    isRefused: (on) => on.application.explainMembership(on.directory, { agentId: on.ada, groupId: on.ruled }),
    ...{ ...forbidden, target: { type: 'group', id: expect.any(String) } },
  },
  importGroupMembers: {
    does: (on) =>
      on.application.importGroupMembers(on.caller, {
        rows: [{ group: 'by hand', agent: 'bob@example.com' }],
      }),
    entries: ['GroupMembersChanged'],
    isRefused: (on) => on.application.importGroupMembers(on.caller, { rows: {} as never }),
    code: 'inputInvalid',
  },
  importRuleExceptions: {
    does: (on) => {
      const row = { group: 'by rule', agent: 'bob@example.com', belongs: 'always' } as const;
      return on.application.importRuleExceptions(on.caller, { rows: [row] });
    },
    entries: ['GroupRuleChanged'],
    isRefused: (on) => on.application.importRuleExceptions(on.caller, { rows: {} as never }),
    code: 'inputInvalid',
  },
  listGroupTemplates: {
    does: (on) => on.application.listGroupTemplates(on.caller, {}),
    entries: [],
    isRefused: (on) => on.application.listGroupTemplates(on.directory, {}),
    ...forbidden,
  },
  listGroups: {
    does: (on) => on.application.listGroups(on.caller, {}),
    entries: [],
    isRefused: (on) => on.application.listGroups(on.caller, { limit: -1 }),
    code: 'inputInvalid',
  },
  listRuleEffect: {
    does: (on) => on.application.listRuleEffect(on.caller, { position: on.ruleChangedAt, which: 'joined' }),
    entries: [],
    isRefused: (on) => on.application.listRuleEffect(on.caller, { position: 0, which: 'joined' }),
    code: 'ruleInvalid',
  },
  listRuleExceptions: {
    does: (on) => on.application.listRuleExceptions(on.caller, { id: on.ruled }),
    entries: [],
    isRefused: (on) => on.application.listRuleExceptions(on.caller, { id: on.hand }),
    ...{ target: hand, code: 'groupGovernedOtherwise' },
  },
  previewRule: {
    does: (on) => on.application.previewRule(on.caller, { rule: { text: 'active eq true' } }),
    entries: [],
    isRefused: (on) => on.application.previewRule(on.caller, { rule: wrongRule }),
    code: 'ruleInvalid',
  },
  readGroup: {
    does: (on) => on.application.readGroup(on.caller, { id: on.hand, withMembers: true }),
    entries: [],
    isRefused: (on) => on.application.readGroup(on.caller, { id: 'x' as never, withMembers: true }),
    ...{ target: { type: 'group', id: 'x' }, code: 'inputInvalid' },
  },
  readGroupMembers: {
    does: (on) => on.application.readGroupMembers(on.caller, { id: on.hand, limit: 9 }),
    entries: [],
    isRefused: (on) => on.application.readGroupMembers(on.caller, { id: 'x' as never, limit: 9 }),
    ...{ target: { type: 'group', id: 'x' }, code: 'inputInvalid' },
  },
  removeGroup: {
    does: (on) => on.application.removeGroup(on.caller, { id: on.hand }),
    entries: ['GroupRemoved'],
    isRefused: (on) => on.application.removeGroup(on.caller, { id: on.hand, ifVersion: 7 }),
    ...{ target: hand, code: 'versionDiffers' },
  },
  removeGroupTemplate: {
    does: (on) => on.application.removeGroupTemplate(on.caller, { id: on.template }),
    entries: ['GroupRemoved', 'GroupTemplateRemoved'],
    isRefused: (on) => on.application.removeGroupTemplate(on.caller, { id: nobody as never }),
    ...{ target: { type: 'template', id: nobody }, code: 'groupTemplateNotFound' },
  },
  reviseGroup: {
    does: (on) =>
      on.application.reviseGroup(on.caller, {
        id: on.hand,
        revise: () => ({ desired: { displayName: 'New' }, membership: [{ kind: 'add', ids: [on.bob] }] }),
        withMembers: false,
      }),
    entries: ['GroupUpdated', 'GroupMembersChanged'],
    isRefused: (on) =>
      on.application.reviseGroup(on.caller, {
        id: on.hand,
        revise: () => ({ desired: { displayName: 'by RULE' }, membership: [] }),
        withMembers: false,
      }),
    ...{ target: hand, code: 'groupNameTaken' },
  },
  setRuleException: {
    does: (on) =>
      on.application.setRuleException(on.caller, { id: on.ruled, agentId: on.bob, belongs: 'always' }),
    entries: ['GroupRuleChanged'],
    isRefused: (on) =>
      on.application.setRuleException(on.caller, { id: on.ruled, agentId: nobody, belongs: 'always' }),
    ...{ target: { type: 'group', name: 'By rule' }, code: 'agentNotFound' },
  },
} satisfies Cases;
