import type { Command } from 'commander';
import { equals, everyone } from '../../../criteria/criteria.ts';
import { agentFields } from '../../../domain/agent/agent-fields.ts';
import { groupFields } from '../../../domain/group/group-fields.ts';
import type { GroupKind } from '../../../domain/group/group-reference.ts';
import type { GroupView } from '../../../domain/group/group-view.ts';
import { accountVerb } from '../account-verb.ts';
import { type AtOption, atOption } from '../audit/at-option.ts';
import { chooseAgents } from '../choose-agent.ts';
import { chooseGroup } from '../choose-group.ts';
import { confirm } from '../confirm.ts';
import { governanceOf, groupDocument, groupOutcome } from '../group-outcome.ts';
import type { Installation } from '../installation.ts';
import { type ListForm, listed, type PageOptions, withPage } from '../listed.ts';
import { kindOption } from '../verb.ts';
import { exceptionVerbs } from './exception-verbs.ts';
import { grantVerbs } from './grant-verbs.ts';
import { groupImportVerbs } from './group-import-verbs.ts';
import { membershipVerbs } from './membership-verbs.ts';
import { ruleVerbs } from './rule-verbs.ts';

export function addGroupVerbs(program: Command, installation: Installation): void {
  const group = program
    .command('group')
    .description('Groups of agents, and of the users who look after them');
  const own = [list, show, create, rename, remove];
  const others = [...membershipVerbs, ...ruleVerbs, ...exceptionVerbs, ...grantVerbs, ...groupImportVerbs];
  for (const add of [...own, ...others]) {
    add(group, installation);
  }
}

const groupsInShort: ListForm<GroupView> = {
  name: 'groups',
  headings: ['ID', 'NAME', 'KIND', 'GOVERNED BY'],
  row: ({ group: { state } }) => [state.id, state.displayName, state.kind, governanceOf(state)],
  document: ({ group }) => groupDocument(group),
};

const list = accountVerb<PageOptions & AtOption & { readonly kind?: GroupKind }>({
  usage: 'list',
  summary: 'list groups, and what governs each of them',
  options: (command) => withPage(command.addOption(kindOption()).addOption(atOption())),
  run: ({ application, caller }, options) => {
    const { at, kind } = options;
    const criteria = kind === undefined ? everyone : equals(groupFields.kind, kind);
    return listed(groupsInShort, options, (page) =>
      application.listGroups(caller, { criteria, at, ...page }),
    );
  },
});

const show = accountVerb<AtOption>({
  usage: 'show <group>',
  summary: 'show a group',
  options: (command) => command.addOption(atOption()),
  run: async (session, { at }, named: string) => {
    const group = await chooseGroup(session, named, at);
    const criteria = equals(agentFields.groupId, group.state.id);
    const { total } = await session.application.listAgents(session.caller, {
      criteria,
      at,
      limit: 0,
      withGroups: false,
    });
    return groupOutcome(group, total);
  },
});

interface CreateOptions {
  readonly name: string;
  readonly kind?: GroupKind;
  readonly members?: readonly string[];
}

const create = accountVerb<CreateOptions>({
  usage: 'create',
  summary: 'make a group whose members are named by hand',
  options: (command) =>
    command
      .requiredOption('--name <name>', 'the name of the group')
      .addOption(kindOption())
      .option('--members <agents...>', 'its first members'),
  run: async (session, { name, kind, members: named }) => {
    const members = await chooseAgents(session, named);
    const creation = { desired: { displayName: name }, kind, members };
    const { group } = await session.application.createGroup(session.caller, creation);
    return groupOutcome(group, members.length);
  },
});

const rename = accountVerb<{ readonly name: string }>({
  usage: 'rename <group>',
  summary: 'give a group another name',
  options: (command) => command.requiredOption('--name <name>', 'the new name'),
  run: async (session, { name: displayName }, named: string) => {
    const { id } = (await chooseGroup(session, named)).state;
    const { group } = await session.application.reviseGroup(session.caller, {
      id,
      withMembers: false,
      revise: (current) => ({ desired: { ...current.desired(), displayName }, membership: [] }),
    });
    return groupOutcome(group);
  },
});

const remove = accountVerb<{ readonly yes?: true }>({
  usage: 'remove <group>',
  summary: 'remove a group; its members stay agents',
  options: (command) => command.option('--yes', 'do not ask'),
  run: async (session, options, named: string) => {
    const { id, displayName } = (await chooseGroup(session, named)).state;
    if (!options.yes) await confirm(`Remove the group ${JSON.stringify(displayName)} (${id})?`, options);
    await session.application.removeGroup(session.caller, { id });
    return { document: { id, displayName, status: 'removed' }, text: `Removed ${displayName} (${id}).\n` };
  },
});
