import { equals } from '../../../criteria/criteria.ts';
import { agentFields } from '../../../domain/agent/agent-fields.ts';
import { type AddVerb, accountVerb } from '../account-verb.ts';
import { agentsInShort } from '../agents-in-short.ts';
import { type AtOption, atOption } from '../audit/at-option.ts';
import { chooseAgent, chooseAgents } from '../choose-agent.ts';
import { chooseGroup } from '../choose-group.ts';
import { explanationText } from '../explanation-text.ts';
import { groupOutcome } from '../group-outcome.ts';
import { listed, type PageOptions, withPage } from '../listed.ts';

const members = accountVerb<PageOptions & AtOption>({
  usage: 'members <group>',
  summary: 'list the agents who belong to a group',
  options: (command) => withPage(command.addOption(atOption())),
  run: async (session, options, named: string) => {
    const { at } = options;
    const { id } = (await chooseGroup(session, named, at)).state;
    const listing = { criteria: equals(agentFields.groupId, id), at, withGroups: false };
    return listed(agentsInShort('members'), options, async (page) => {
      const { resources, ...rest } = await session.application.listAgents(session.caller, {
        ...listing,
        ...page,
      });
      return { ...rest, resources: resources.map(({ agent }) => agent) };
    });
  },
});

const changeMembers = (name: string, kind: 'add' | 'remove', summary: string): AddVerb =>
  accountVerb({
    usage: `${name} <group> <agents...>`,
    summary,
    run: async (session, _, named: string, agents: readonly string[]) => {
      const { id } = (await chooseGroup(session, named)).state;
      const ids = await chooseAgents(session, agents);
      const view = await session.application.reviseGroup(session.caller, {
        id,
        withMembers: true,
        revise: (current) => ({ desired: current.desired(), membership: [{ kind, ids }] }),
      });
      return groupOutcome(view.group, view.members?.length);
    },
  });

const explain = accountVerb({
  usage: 'explain <group> <agent>',
  summary: 'say why an agent belongs to a group, or why not',
  run: async (session, _, named: string, agent: string) => {
    const groupId = (await chooseGroup(session, named)).state.id;
    const agentId = (await chooseAgent(session, agent)).state.id;
    const explained = await session.application.explainMembership(session.caller, { agentId, groupId });
    const { belongs, because, exception, rule } = explained;
    return {
      document: { agentId, groupId, belongs, because, exception: exception ?? null, rule: rule ?? null },
      text: explanationText(explained),
    };
  },
});

/** Verbs about who belongs to a group. */
export const membershipVerbs: readonly AddVerb[] = [
  members,
  changeMembers('add', 'add', 'add agents to a group that is governed by hand'),
  changeMembers('drop', 'remove', 'take agents out of a group that is governed by hand'),
  explain,
];
