import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { foldCase } from '../../criteria/fold-case.ts';
import type { AgentEvent } from '../../domain/agent/agent-events.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import type { Caller } from '../ports/caller.ts';
import { entriesPerPageMax } from '../ports/event-feed.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import { type AccountContext, defineUseCase } from '../use-case/use-case.ts';
import { reasonCharactersMax } from './agent/agent-decision.ts';
import { AgentReference } from './agent/agent-reference.ts';
import { agentNotFound } from './agent/find-agent.ts';
import { agentDecisions } from './decision/agent-decisions.ts';
import { AgentErasure, type ErasedRows } from './erasure/agent-erasure.ts';

export class AgentErasureRequest extends AgentReference {
  /** Why, for the audit log, where it stays: it may not name the agent. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(reasonCharactersMax)
  readonly reason!: string;
}

/**
 * Has nothing personal of an agent be left: ends its life where it is still there, and erases what is personal to it from entries of
 * the audit log, those about others and those in the archive included, from the request log and from all else. The audit log goes on verifying, and ids stay. It
 * works in steps: one that was interrupted is finished by doing it again, and one that is done again erases what came since.
 *
 * @returns how much was erased.
 * @throws DomainError `agentNotFound` where the account never had one of that id; `inputInvalid` for a reason that names the agent,
 * or an agent who owns the account; `lastAdministrator`, `directoryOnly` while the agent is there. @throws SealFailed where the audit
 * log cannot be sealed, and then nothing was erased from it. @throws ArchiveFailed where files of the archive cannot be written; all else was erased.
 */
export const eraseAgent = defineUseCase({
  name: 'EraseAgent',
  permission: 'agents:erase',
  kind: 'ownTransactions',
  inClosedAccount: true,
  readsJournal: () => true,
  input: AgentErasureRequest,
  target: ({ id }) => ({ type: 'agent', id }),
  run: async (unitOfWork, caller, { id, reason }, context): Promise<ErasedRows> => {
    const erasure = new AgentErasure(unitOfWork, caller, id, context.isDryRun);
    const agent = await unitOfWork.read(caller, ({ agents }) => agents.find(id));
    await context.auditSeal.seal();
    const [isArchived, isTold] = [await isInArchive(erasure, context), await erasure.learn(agent)];
    if (agent === undefined && !isTold && !isArchived) throw agentNotFound(id);
    requireErasable(erasure, reason, context);
    if (agent !== undefined) {
      // Whoever writes the request down would do so with the name, and behind the erasure.
      const unheard = { ...caller, journalled: undefined };
      await unitOfWork.transact(unheard, (scope) => agentDecisions.remove(scope, caller, { id }, context));
      context.attempt.target = { type: 'agent', id };
    }
    const sealed = await context.auditSeal.seal();
    const rows = await erasure.erase(sealed);
    const failures: unknown[] = [];
    const files = await eraseFromArchive(erasure, context).catch(
      (error: unknown) => void failures.push(error),
    );
    const erased = { ...rows, ...files };
    await tell(unitOfWork, caller, { id, reason, erased }, context);
    if (failures.length > 0) throw failures[0];
    return erased;
  },
});

/** Learns what the agent is called from files of the archive. @returns whether an entry in them is about the agent. */
async function isInArchive(
  erasure: AgentErasure,
  { account, auditArchive }: Pick<AccountContext, 'account' | 'auditArchive'>,
): Promise<boolean> {
  const { id, auditLogArchive } = account.state;
  if (auditLogArchive === undefined) return false;
  let isInIt = false;
  for await (const entry of auditArchive.entries(id)) if (erasure.learnFrom(entry)) isInIt = true;
  return isInIt;
}

/** @throws ArchiveFailed where some files could not be written. */
async function eraseFromArchive(
  erasure: AgentErasure,
  { account, auditArchive, isDryRun }: Pick<AccountContext, 'account' | 'auditArchive' | 'isDryRun'>,
): Promise<Pick<ErasedRows, 'archived' | 'archivedUpTo'>> {
  const { id, auditLogArchive } = account.state;
  if (auditLogArchive === undefined) return {};
  const archived = await auditArchive.erase(id, (entry) => erasure.personalIn(entry), isDryRun);
  return archived === undefined ? { archivedUpTo: auditLogArchive.upTo } : { archived };
}

function requireErasable({ person }: AgentErasure, reason: string, { account }: AccountContext): void {
  if (person.isNamedIn(reason)) {
    const message = 'The reason names the agent, and it would stay in the audit log. Say why without a name.';
    throw new DomainError('inputInvalid', message, { attribute: 'reason' });
  }
  if (account.state.owners.some((owner) => person.userNames.includes(foldCase(owner)))) {
    const message = 'The agent owns the account, which names its owners. Dismiss the owner first.';
    throw new DomainError('inputInvalid', message, { attribute: 'id' });
  }
}

/** Once for each erasure: one that is done again, and finds nothing, is none. */
async function tell(
  unitOfWork: UnitOfWork,
  caller: Caller,
  { id, reason, erased }: { id: AgentErasureRequest['id']; reason: string; erased: ErasedRows },
  { at }: AccountContext,
): Promise<void> {
  await unitOfWork.transact(caller, async (scope) => {
    const before = await scope.journal.newestAbout('agent', id, entriesPerPageMax);
    const isTold = before.some(({ action }) => action === 'AgentErased');
    const { entries, requests, rows, archived = 0 } = erased;
    if (isTold && entries + requests + rows + archived === 0) return;
    const event: AgentEvent = {
      type: 'AgentErased',
      accountId: caller.accountId,
      at,
      target: { type: 'agent', id, name: '' },
      changes: [
        { path: 'reason', to: reason },
        { path: 'entries', to: entries },
        { path: 'requests', to: requests },
        { path: 'rows', to: rows },
        ...(archived > 0 ? [{ path: 'archived', to: archived }] : []),
      ],
    };
    scope.recordNotice(event);
  });
}
