import type { Command } from 'commander';
import { equals } from '../../../criteria/criteria.ts';
import type { Agent } from '../../../domain/agent/agent.ts';
import { agentFields } from '../../../domain/agent/agent-fields.ts';
import { type AccountSession, type AddVerb, accountVerb } from '../account-verb.ts';
import { details, table } from '../aligned-text.ts';
import { chooseAgent } from '../choose-agent.ts';
import { confirm } from '../confirm.ts';
import type { Installation } from '../installation.ts';
import type { Outcome } from '../output.ts';
import { type PageOptions, pageOf, withPage } from '../page-options.ts';

export function addAgentVerbs(program: Command, installation: Installation): void {
  const agent = program.command('agent').description('Agents: the people whom Okta has assigned');
  for (const add of [list, show, deactivate, reactivate, remove]) add(agent, installation);
}

const list = accountVerb<PageOptions & { readonly userName?: string }>({
  usage: 'list',
  summary: 'list agents, deactivated ones included, in the order in which they came',
  options: (command) => withPage(command.option('--user-name <email>', 'only the agent with this userName')),
  run: async ({ application, caller }, options) => {
    const { userName, startIndex } = options;
    const criteria = userName === undefined ? undefined : equals(agentFields.userName, userName);
    const listing = { criteria, ...pageOf(options), withGroups: false };
    const { resources, total } = await application.listAgents(caller, listing);
    const agents = resources.map(({ agent }) => agent.state);
    const rows = agents.map(({ id, userName: email, status, displayName, name, lastModifiedAt }) => [
      ...[id, email, status, displayName ?? name.formatted, lastModifiedAt],
    ]);
    return {
      document: { total, startIndex, agents },
      text: `${table(['ID', 'USERNAME', 'STATUS', 'NAME', 'LAST MODIFIED'], rows)}${agents.length} of ${total}\n`,
    };
  },
});

const show = accountVerb({
  usage: 'show <id-or-email>',
  summary: 'show an agent with all its attributes and its groups',
  run: async (session, _, named: string) => {
    const { id } = (await chooseAgent(session, named)).state;
    const { agent, groups = [] } = await session.application.readAgent(session.caller, { id });
    const { document, text } = agentOutcome(agent);
    const names = groups.map(({ displayName }) => displayName).join(', ') || 'none';
    return { document: { ...(document as object), groups }, text: text + details({ groups: names }) };
  },
});

const changeAgent = (
  name: string,
  summary: string,
  change: (session: AccountSession, agent: Agent['state']) => Promise<Agent>,
): AddVerb =>
  accountVerb({
    usage: `${name} <id-or-email>`,
    summary,
    run: async (session, _, named: string) =>
      agentOutcome(await change(session, (await chooseAgent(session, named)).state)),
  });

const deactivate = changeAgent(
  'deactivate',
  'keep an agent out; it stays visible',
  ({ application, caller }, { id }) => application.deactivateAgent(caller, { id }),
);

const reactivate = changeAgent(
  'reactivate',
  'let a deactivated agent in again',
  ({ application, caller }, { id }) => application.reactivateAgent(caller, { id }),
);

const remove = accountVerb<{ readonly yes?: true }>({
  usage: 'remove <id-or-email>',
  summary: 'remove an agent for good; the audit log keeps what it had',
  options: (command) => command.option('--yes', 'do not ask'),
  run: async (session, options, named: string) => {
    const { id, userName } = (await chooseAgent(session, named)).state;
    if (!options.yes) await confirm(`Remove ${userName} (${id}) for good?`, options);
    await session.application.removeAgent(session.caller, { id });
    return { document: { id, userName, status: 'removed' }, text: `Removed ${userName} (${id}).\n` };
  },
});

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
