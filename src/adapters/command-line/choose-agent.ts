import { equals } from '../../criteria/criteria.ts';
import type { Field } from '../../criteria/field.ts';
import type { Agent } from '../../domain/agent/agent.ts';
import { agentFields } from '../../domain/agent/agent-fields.ts';
import type { AgentId } from '../../domain/shared/identifiers.ts';
import type { Instant } from '../../domain/shared/instant.ts';
import type { AccountSession } from './account-verb.ts';
import { choose, find, type Nameable, namesakesMax } from './choose.ts';

type InAccount = Pick<AccountSession, 'application' | 'caller'>;

/**
 * The agent of that id, userName or externalId.
 *
 * @param at - as of which time; now where it is not said.
 * @throws OperatorError `agentNotFound`, `agentAmbiguous`.
 */
export const chooseAgent = (session: InAccount, named: string, at?: Instant): Promise<Agent> =>
  choose(nameableAgent(session, named, at), named);

/** The same where there may be none. @throws OperatorError `agentAmbiguous`. */
export const findAgent = (session: InAccount, named: string, at?: Instant): Promise<Agent | undefined> =>
  find(nameableAgent(session, named, at), named);

function nameableAgent({ application, caller }: InAccount, named: string, at?: Instant): Nameable<Agent> {
  const by = (field: Field) => async () => {
    const listing = { criteria: equals(field, named), limit: namesakesMax };
    const asked = { ...listing, at, withTotal: false, withGroups: false };
    return (await application.listAgents(caller, asked)).resources.map(({ agent }) => agent);
  };
  return {
    noun: 'agent',
    knownBy: 'id, userName or externalId',
    lookUps: [by(agentFields.id), by(agentFields.userName), by(agentFields.externalId)],
    describe: ({ state: { id, userName, status } }) => [id, userName, status],
    advice: 'What became of one who was removed: rollcall audit tail --agent EMAIL',
  };
}

/** The ids of several. @throws OperatorError `agentNotFound`, `agentAmbiguous`. */
export async function chooseAgents(
  session: InAccount,
  named: readonly string[] = [],
): Promise<readonly AgentId[]> {
  const ids: AgentId[] = [];
  for (const one of named) ids.push((await chooseAgent(session, one)).state.id);
  return ids;
}
