import type { JsonObject } from '../../criteria/json.ts';
import type { ArchivedLog } from '../../domain/account/archived-log.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import { AgentReference } from '../agents/agent/agent-reference.ts';
import { agentNotFound } from '../agents/agent/find-agent.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { deprovisioningSummary } from './deprovisioning/deprovisioning-summary.ts';
import { entriesOfDeprovisioning } from './deprovisioning/entries-of-deprovisioning.ts';

/**
 * A document that proves when an agent's access ended: what the directory said, and what became of sign-in, sessions, tokens and groups,
 * as sentences and with the entries, their inclusion proofs and the checkpoint. It verifies without the database.
 *
 * @throws DomainError `agentNotFound` where the account never had one of that id, `inputInvalid` for an agent who is active,
 * `pastUntold` where the entries that tell of it are in the archive.
 * @throws SealFailed where the log cannot be sealed.
 */
export const proveDeprovisioning = defineUseCase({
  name: 'ProveDeprovisioning',
  permission: 'auditLog:read',
  kind: 'ownTransactions',
  onlyReads: true,
  readsJournal: () => true,
  inClosedAccount: true,
  input: AgentReference,
  target: ({ id }) => ({ type: 'agent', id }),
  run: async (unitOfWork, caller, { id }, { account, auditSeal, exportWriter }): Promise<JsonObject> => {
    const sealed = await auditSeal.seal();
    const { agent, entries } = await unitOfWork.read(caller, async ({ agents, journal }) => ({
      agent: await agents.find(id),
      entries: await entriesOfDeprovisioning(journal, id),
    }));
    if (agent === undefined && entries.length === 0) throw agentNotFound(id);
    if (agent?.active) {
      const message = 'The agent is active, so that there is no end of its access to be proved.';
      throw new DomainError('inputInvalid', message, { attribute: 'id' });
    }
    if (entries.length === 0) throw endUntold(account.state.auditLogArchive);
    const proved = entries.filter(({ position }) => position <= sealed);
    const proof = { accountId: caller.accountId, agentId: id, entries: proved };
    return exportWriter.proofOf({ ...proof, summaryOf: deprovisioningSummary });
  },
});

const endUntold = (archive: ArchivedLog | undefined): DomainError =>
  new DomainError(
    'pastUntold',
    `The audit log does not tell any more how the access of the agent ended${archive === undefined ? '' : `, since its entries from before ${archive.before} are in the archive`}. Each file of the archive proves what is in it.`,
  );
