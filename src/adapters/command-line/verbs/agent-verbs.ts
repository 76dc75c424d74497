import type { Command } from 'commander';
import type { ErasedRows } from '../../../application/agents/erasure/agent-erasure.ts';
import { isIdentifier } from '../../../application/input/is-identifier.ts';
import { equals, everyone } from '../../../criteria/criteria.ts';
import type { Agent } from '../../../domain/agent/agent.ts';
import { agentFields } from '../../../domain/agent/agent-fields.ts';
import type { AgentView } from '../../../domain/membership/agent-view.ts';
import { type AgentId, agentId } from '../../../domain/shared/identifiers.ts';
import { pastVersion } from '../../../domain/shared/past-version.ts';
import { type AccountSession, type AddVerb, accountVerb } from '../account-verb.ts';
import { details } from '../aligned-text.ts';
import { type AtOption, atOption } from '../audit/at-option.ts';
import { chooseAgent } from '../choose-agent.ts';
import { confirm } from '../confirm.ts';
import type { Installation } from '../installation.ts';
import { type ListForm, listed, type PageOptions, withPage } from '../listed.ts';
import type { Outcome } from '../output.ts';
import { importAgents } from './import-verb.ts';

export function addAgentVerbs(program: Command, installation: Installation): void {
  const agent = program.command('agent').description('Agents: the people whom Okta has assigned');
  for (const add of [list, show, importAgents, deactivate, reactivate, remove, erase, proof])
    add(agent, installation);
}

interface ListOptions extends PageOptions, AtOption {
  readonly userName?: string;
  readonly filter?: string;
}

const agentsInFull: ListForm<AgentView> = {
  name: 'agents',
  headings: ['ID', 'USERNAME', 'STATUS', 'NAME', 'LAST MODIFIED'],
  row: ({ agent: { state } }) => {
    const { id, userName, status, displayName, name, lastModifiedAt } = state;
    return [id, userName, status, displayName ?? name.formatted, lastModifiedAt];
  },
  document: ({ agent }) => agent.state,
};

const list = accountVerb<ListOptions>({
  usage: 'list',
  summary: 'list agents, deactivated ones included, in the order in which they came',
  options: (command) =>
    withPage(
      command
        .option('--filter <filter>', 'only those that satisfy a SCIM filter, such as \'userName sw "a"\'')
        .option('--user-name <email>', 'only the agent with this userName')
        .addOption(atOption()),
    ),
  run: ({ application, caller }, options) => {
    const { userName, filter, at } = options;
    const criteria = userName === undefined ? everyone : equals(agentFields.userName, userName);
    const listing = { criteria, filter, at, withGroups: false };
    return listed(agentsInFull, options, (page) => application.listAgents(caller, { ...listing, ...page }));
  },
});

const show = accountVerb<AtOption>({
  usage: 'show <agent>',
  summary: 'show an agent with all its attributes and its groups',
  options: (command) => command.addOption(atOption()),
  run: async (session, { at }, named: string) => {
    const { id } = (await chooseAgent(session, named, at)).state;
    const { agent, groups = [] } = await session.application.readAgent(session.caller, { id, at });
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
    usage: `${name} <agent>`,
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
  usage: 'remove <agent>',
  summary: 'remove an agent for good; the audit log keeps what it had',
  options: (command) => command.option('--yes', 'do not ask'),
  run: async (session, options, named: string) => {
    const { id, userName } = (await chooseAgent(session, named)).state;
    if (!options.yes) await confirm(`Remove ${userName} (${id}) for good?`, options);
    await session.application.removeAgent(session.caller, { id });
    return { document: { id, userName, status: 'removed' }, text: `Removed ${userName} (${id}).\n` };
  },
});

interface ErasureOptions {
  readonly reason: string;
  readonly dryRun?: true;
  readonly yes?: true;
}

const erase = accountVerb<ErasureOptions>({
  usage: 'erase <agent>',
  summary:
    'erase what is personal to an agent, here or gone, from rows, audit log and request log; the audit log goes on verifying',
  options: (command) =>
    command
      .requiredOption('--reason <text>', 'why, for the audit log, where it stays: without a name')
      .option('--dry-run', 'show how much would be erased')
      .option('--yes', 'do not ask'),
  run: async (session, options, named: string) => {
    const { application, dryRuns, caller } = session;
    const { reason, dryRun, yes } = options;
    const id = await idOf(session, named);
    const asked = { id, reason };
    if (dryRun) {
      const { result } = await dryRuns.eraseAgent(caller, asked);
      return {
        document: { id, ...result },
        text: `${erasedText(result)} would be erased.${archiveText(result)}\n`,
      };
    }
    if (!yes) await confirm(`Erase all that is personal to the agent ${id} for good?`, options);
    const erased = await application.eraseAgent(caller, asked);
    return {
      document: { id, ...erased },
      text: `${erasedText(erased)} were erased.${archiveText(erased)}\n`,
    };
  },
});

const erasedText = ({ entries, archived, requests, rows }: ErasedRows): string =>
  `Values of ${entries} entries of the audit log${archived === undefined ? '' : `, ${archived} in its archive`}, ${requests} requests and ${rows} other rows`;

const archiveText = ({ archivedUpTo }: ErasedRows): string =>
  archivedUpTo === undefined
    ? ''
    : ` Entries up to position ${archivedUpTo} are in files of the archive, which are not reached from here. Set ROLLCALL_AUDIT_ARCHIVE, and do the same again.`;

const proof = accountVerb({
  usage: 'proof <agent>',
  summary: 'print a document that proves when an agent’s access ended; it verifies without the database',
  run: async (session, _, named: string) => {
    const id = await idOf(session, named);
    const document = await session.application.proveDeprovisioning(session.caller, { id });
    return { document, text: `${JSON.stringify(document, null, 2)}\n` };
  },
});

/** Of an agent who is gone, the id is all that is left. */
const idOf = async (session: AccountSession, named: string): Promise<AgentId> =>
  isIdentifier(named) ? agentId(named) : (await chooseAgent(session, named)).state.id;

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
      ...(version !== pastVersion && { version }),
      created: createdAt,
      'last modified': lastModifiedAt,
    }),
  };
}
