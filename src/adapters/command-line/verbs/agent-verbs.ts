import type { Command } from 'commander';
import { resourcesPerPageDefault } from '../../../application/listing/listing.ts';
import type { Caller } from '../../../application/ports/caller.ts';
import { type ListPage, resourcesPerPageMax } from '../../../application/ports/list-page.ts';
import { equals } from '../../../criteria/criteria.ts';
import type { Agent } from '../../../domain/agent/agent.ts';
import { agentFields } from '../../../domain/agent/agent-fields.ts';
import type { AgentView } from '../../../domain/agent/agent-view.ts';
import { details, table } from '../aligned-text.ts';
import { chooseAccount } from '../choose-account.ts';
import { chooseAgent } from '../choose-agent.ts';
import { confirm } from '../confirm.ts';
import type { Installation } from '../installation.ts';
import type { Outcome } from '../output.ts';
import { accountOption, runVerb, type Session, type VerbOptions, verb, wholeNumber } from '../verb.ts';

type AgentOptions = VerbOptions & { account?: string };
type ListOptions = AgentOptions & { userName?: string; startIndex: number; count: number };

export function addAgentVerbs(program: Command, installation: Installation): void {
  const agent = program.command('agent').description('Agents: the people whom Okta has assigned');

  verb(agent, 'list', 'list agents, deactivated ones included, in the order in which they came')
    .addOption(accountOption())
    .option('--user-name <email>', 'only the agent with this userName')
    .option('--start-index <n>', 'the first agent to list, counting from 1', wholeNumber(1, 1e9), 1)
    .option('--count <n>', 'how many to list', wholeNumber(0, resourcesPerPageMax), resourcesPerPageDefault)
    .action((options: ListOptions) =>
      runVerb(installation, options, async (session) => {
        const caller = await chooseAccount(session, options.account);
        const { userName, startIndex, count } = options;
        const criteria = userName === undefined ? undefined : equals(agentFields.userName, userName);
        const listing = { criteria, from: startIndex - 1, limit: count, withGroups: false };
        return pageOutcome(await session.application.listAgents(caller, listing), startIndex);
      }),
    );

  const addAgentVerb = (
    usage: string,
    summary: string,
    work: (session: Session, caller: Caller, agent: Agent) => Promise<Agent>,
  ) =>
    addVerbOn(usage, summary, async (session, caller, agent) =>
      agentOutcome(await work(session, caller, agent)),
    );
  const addVerbOn = (
    usage: string,
    summary: string,
    work: (session: Session, caller: Caller, agent: Agent) => Promise<Outcome>,
  ) =>
    verb(agent, `${usage} <id-or-email>`, summary)
      .addOption(accountOption())
      .action((named: string, options: AgentOptions) =>
        runVerb(installation, options, async (session) => {
          const caller = await chooseAccount(session, options.account);
          const chosen = await chooseAgent(session, caller, named);
          return work(session, caller, chosen);
        }),
      );

  addVerbOn(
    'show',
    'show an agent with all its attributes and its groups',
    async ({ application }, caller, { state }) => {
      const { agent: shown, groups = [] } = await application.readAgent(caller, { id: state.id });
      const { document, text } = agentOutcome(shown);
      const names = groups.map(({ displayName }) => displayName).join(', ') || 'none';
      return { document: { ...(document as object), groups }, text: text + details({ groups: names }) };
    },
  );
  addAgentVerb('deactivate', 'keep an agent out; it stays visible', ({ application }, caller, { state }) =>
    application.deactivateAgent(caller, { id: state.id }),
  );
  addAgentVerb('reactivate', 'let a deactivated agent in again', ({ application }, caller, { state }) =>
    application.reactivateAgent(caller, { id: state.id }),
  );

  verb(agent, 'remove <id-or-email>', 'remove an agent for good; the audit log keeps what it had')
    .addOption(accountOption())
    .option('--yes', 'do not ask')
    .action((named: string, options: AgentOptions & { yes?: true }) =>
      runVerb(installation, options, async (session) => {
        const caller = await chooseAccount(session, options.account);
        const { id, userName } = (await chooseAgent(session, caller, named)).state;
        if (!options.yes) await confirm(`Remove ${userName} (${id}) for good?`, options);
        await session.application.removeAgent(caller, { id });
        return { document: { id, userName, status: 'removed' }, text: `Removed ${userName} (${id}).\n` };
      }),
    );
}

function pageOutcome({ resources, total }: ListPage<AgentView>, startIndex: number): Outcome {
  const agents = resources.map(({ agent }) => agent);
  const rows = agents.map(({ state }) => [
    state.id,
    state.userName,
    state.status,
    state.displayName ?? state.name.formatted,
    state.lastModifiedAt,
  ]);
  return {
    document: { total, startIndex, agents: agents.map((agent) => agent.state) },
    text: `${table(['ID', 'USERNAME', 'STATUS', 'NAME', 'LAST MODIFIED'], rows)}${agents.length} of ${total}\n`,
  };
}

function agentOutcome(agent: Agent): Outcome {
  const { id, status, version, createdAt, lastModifiedAt } = agent.state;
  const { active: _, ...attributes } = agent.attributes();
  const shown = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]);
  return {
    document: agent.state,
    text: details({
      id,
      status,
      ...Object.fromEntries(shown),
      version,
      created: createdAt,
      'last modified': lastModifiedAt,
    }),
  };
}
