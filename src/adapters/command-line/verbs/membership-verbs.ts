import { equals } from '../../../criteria/criteria.ts';
import { agentFields } from '../../../domain/agent/agent-fields.ts';
import { type AddVerb, accountVerb } from '../account-verb.ts';
import { table } from '../aligned-text.ts';
import { chooseAgent, chooseAgents } from '../choose-agent.ts';
import { chooseGroup } from '../choose-group.ts';
import { explanationText } from '../explanation-text.ts';
import { groupOutcome } from '../group-outcome.ts';
import { type PageOptions, pageOf, withPage } from '../page-options.ts';

const members = accountVerb<PageOptions>({
  usage: 'members <id-or-name>',
  summary: 'list the agents who belong to a group',
  options: withPage,
  run: async (session, options, named: string) => {
    const { id } = (await chooseGroup(session, named)).state;
    const listing = { criteria: equals(agentFields.groupId, id), ...pageOf(options), withGroups: false };
    const { resources, total } = await session.application.listAgents(session.caller, listing);
    const agents = resources.map(({ agent: { state } }) => state);
    const rows = agents.map((state) => [state.id, state.userName, state.status]);
    return {
      document: { total, startIndex: options.startIndex, members: agents },
      text: `${table(['ID', 'USERNAME', 'STATUS'], rows)}${agents.length} of ${total}\n`,
    };
  },
});

const changeMembers = (name: string, kind: 'add' | 'remove', summary: string): AddVerb =>
  accountVerb({
    usage: `${name} <id-or-name> <agents...>`,
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
  usage: 'explain <id-or-name> <agent>',
  summary: 'say why an agent belongs to a group, or why not',
  run: async (session, _, named: string, agent: string) => {
    const groupId = (await chooseGroup(session, named)).state.id;
    const agentId = (await chooseAgent(session, agent)).state.id;
    const explained = await session.application.explainMembership(session.caller, { agentId, groupId });
    const { belongs, because, rule } = explained;
    return {
      document: { agentId, groupId, belongs, because, rule: rule ?? null },
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
