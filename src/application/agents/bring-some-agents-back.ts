import { ArrayMaxSize, ArrayMinSize, IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { agentsPerJobMax } from '../../domain/agent/agent-job.ts';
import type { AgentId } from '../../domain/shared/identifiers.ts';
import { accountTarget } from '../accounts/account/account-target.ts';
import { IsIdentifiers } from '../input/is-identifiers.ts';
import { Optional } from '../input/optional.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { reasonCharactersMax } from './agent/agent-decision.ts';
import { BringBack } from './brake/bring-back.ts';

export class AgentsToBeBack {
  @ArrayMinSize(1)
  @ArrayMaxSize(agentsPerJobMax)
  @IsIdentifiers()
  readonly ids!: readonly AgentId[];

  /** Why, for the audit log. */
  @Optional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(reasonCharactersMax)
  readonly reason?: string;
}

/**
 * Brings some agents back of many whom the directory deactivated at once, with their roles and groups: 250 in a transaction.
 * Nothing changes of those who are back, or are out for another reason. Answers whom it could not be done to.
 *
 * @throws DomainError `directoryOnly`, `ssoNotSetUp`.
 */
export const bringSomeAgentsBack = defineUseCase({
  name: 'BringSomeAgentsBack',
  permission: 'agents:administer',
  kind: 'ownTransactions',
  input: AgentsToBeBack,
  readsJournal: () => true,
  target: accountTarget,
  run: (unitOfWork, caller, { ids, reason }, context) =>
    new BringBack(unitOfWork, caller, context, reason).of(ids),
});
