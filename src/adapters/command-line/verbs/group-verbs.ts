import type { Command } from 'commander';
import { resourcesPerPageDefault } from '../../../application/listing/listing.ts';
import type { Caller } from '../../../application/ports/caller.ts';
import { resourcesPerPageMax } from '../../../application/ports/list-page.ts';
import { equals } from '../../../criteria/criteria.ts';
import { agentFields } from '../../../domain/agent/agent-fields.ts';
import type { Group } from '../../../domain/group/group.ts';
import { groupFields } from '../../../domain/group/group-fields.ts';
import { table } from '../aligned-text.ts';
import { chooseAccount } from '../choose-account.ts';
import { chooseAgent, chooseAgents } from '../choose-agent.ts';
import { chooseGroup } from '../choose-group.ts';
import { confirm } from '../confirm.ts';
import { explanationText } from '../explanation-text.ts';
import { governanceOf, groupDocument, groupOutcome } from '../group-outcome.ts';
import type { Installation } from '../installation.ts';
import type { Outcome } from '../output.ts';
import {
  accountOption,
  kindOption,
  runVerb,
  type Session,
  type VerbOptions,
  verb,
  wholeNumber,
} from '../verb.ts';
import { addRuleVerbs } from './rule-verbs.ts';

type GroupOptions = VerbOptions & { account?: string };
type PageOptions = GroupOptions & { startIndex: number; count: number };

export function addGroupVerbs(program: Command, installation: Installation): void {
  const group = program
    .command('group')
    .description('Groups of agents, and of the users who look after them');

  withPage(verb(group, 'list', 'list groups, and what governs each of them').addOption(kindOption())).action(
    (options: PageOptions & { kind?: string }) =>
      runVerb(installation, options, async (session) => {
        const caller = await chooseAccount(session, options.account);
        const { kind, startIndex, count } = options;
        const criteria = kind === undefined ? undefined : equals(groupFields.kind, kind);
        const listing = { criteria, from: startIndex - 1, limit: count };
        const { resources, total } = await session.application.listGroups(caller, listing);
        const groups = resources.map((view) => view.group);
        const rows = groups.map(({ state }) => [
          state.id,
          state.displayName,
          state.kind,
          governanceOf(state),
        ]);
        return {
          document: { total, startIndex, groups: groups.map(groupDocument) },
          text: `${table(['ID', 'NAME', 'KIND', 'GOVERNED BY'], rows)}${groups.length} of ${total}\n`,
        };
      }),
  );

  withGroup(group, 'show', 'show a group', async ({ session, caller, chosen }) => {
    const criteria = equals(agentFields.groupId, chosen.state.id);
    const { total } = await session.application.listAgents(caller, { criteria, limit: 0 });
    return groupOutcome(chosen, total);
  });

  withPage(verb(group, 'members <id-or-name>', 'list the agents who belong to a group')).action(
    (named: string, options: PageOptions) =>
      runVerb(installation, options, async (session) => {
        const caller = await chooseAccount(session, options.account);
        const { id } = (await chooseGroup(session, caller, named)).state;
        const { startIndex, count } = options;
        const listing = { criteria: equals(agentFields.groupId, id), from: startIndex - 1, limit: count };
        const page = await session.application.listAgents(caller, { ...listing, withGroups: false });
        const members = page.resources.map(({ agent: { state } }) => state);
        const rows = members.map((state) => [state.id, state.userName, state.status]);
        return {
          document: { total: page.total, startIndex, members },
          text: `${table(['ID', 'USERNAME', 'STATUS'], rows)}${members.length} of ${page.total}\n`,
        };
      }),
  );

  verb(group, 'create', 'make a group whose members are named by hand')
    .addOption(accountOption())
    .requiredOption('--name <name>', 'the name of the group')
    .addOption(kindOption())
    .option('--members <ids-or-emails...>', 'its first members')
    .action((options: GroupOptions & { name: string; kind?: 'agents' | 'users'; members?: string[] }) =>
      runVerb(installation, options, async (session) => {
        const caller = await chooseAccount(session, options.account);
        const members = await chooseAgents(session, caller, options.members);
        const creation = { desired: { displayName: options.name }, kind: options.kind, members };
        const made = await session.application.createGroup(caller, creation);
        return groupOutcome(made.group, members.length);
      }),
    );

  for (const [name, kind, summary] of [
    ['add', 'add', 'add agents to a group that is governed by hand'],
    ['drop', 'remove', 'take agents out of a group that is governed by hand'],
  ] as const) {
    verb(group, `${name} <id-or-name> <agents...>`, summary)
      .addOption(accountOption())
      .action((named: string, agents: string[], options: GroupOptions) =>
        runVerb(installation, options, async (session) => {
          const caller = await chooseAccount(session, options.account);
          const { id } = (await chooseGroup(session, caller, named)).state;
          const ids = await chooseAgents(session, caller, agents);
          const view = await session.application.reviseGroup(caller, {
            id,
            withMembers: true,
            revise: (current) => ({ desired: current.desired(), membership: [{ kind, ids }] }),
          });
          return groupOutcome(view.group, view.members?.length);
        }),
      );
  }

  withGroup(
    group,
    'rename',
    'give a group another name',
    async ({ session, caller, chosen, options }) => {
      const view = await session.application.reviseGroup(caller, {
        id: chosen.state.id,
        withMembers: false,
        revise: (current) => ({
          desired: { ...current.desired(), displayName: options.name },
          membership: [],
        }),
      });
      return groupOutcome(view.group);
    },
    (command) => command.requiredOption('--name <name>', 'the new name'),
  );

  withGroup(
    group,
    'remove',
    'remove a group; its members stay agents',
    async ({ session, caller, chosen, options }) => {
      const { id, displayName } = chosen.state;
      if (!options.yes) await confirm(`Remove the group ${JSON.stringify(displayName)} (${id})?`, options);
      await session.application.removeGroup(caller, { id });
      return { document: { id, displayName, status: 'removed' }, text: `Removed ${displayName} (${id}).\n` };
    },
    (command) => command.option('--yes', 'do not ask'),
  );

  verb(group, 'explain <id-or-name> <agent>', 'say why an agent belongs to a group, or why not')
    .addOption(accountOption())
    .action((named: string, agent: string, options: GroupOptions) =>
      runVerb(installation, options, async (session) => {
        const caller = await chooseAccount(session, options.account);
        const groupId = (await chooseGroup(session, caller, named)).state.id;
        const agentId = (await chooseAgent(session, caller, agent)).state.id;
        const explained = await session.application.explainMembership(caller, { agentId, groupId });
        const { belongs, because, rule } = explained;
        return {
          document: { agentId, groupId, belongs, because, rule: rule ?? null },
          text: explanationText(explained),
        };
      }),
    );

  addRuleVerbs(group, installation);

  interface Chosen {
    readonly session: Session;
    readonly caller: Caller;
    readonly chosen: Group;
    readonly options: GroupOptions & { name: string; yes?: true };
  }
  function withGroup(
    parent: Command,
    usage: string,
    summary: string,
    work: (chosen: Chosen) => Promise<Outcome>,
    withOptions: (command: Command) => Command = (command) => command,
  ): void {
    withOptions(verb(parent, `${usage} <id-or-name>`, summary).addOption(accountOption())).action(
      (named: string, options: Chosen['options']) =>
        runVerb(installation, options, async (session) => {
          const caller = await chooseAccount(session, options.account);
          return work({ session, caller, options, chosen: await chooseGroup(session, caller, named) });
        }),
    );
  }
}

const withPage = (command: Command): Command =>
  command
    .addOption(accountOption())
    .option('--start-index <n>', 'the first to list, counting from 1', wholeNumber(1, 1e9), 1)
    .option('--count <n>', 'how many to list', wholeNumber(0, resourcesPerPageMax), resourcesPerPageDefault);
