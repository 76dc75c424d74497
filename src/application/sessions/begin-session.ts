import { IsString } from 'class-validator';
import type { AgentId } from '../../domain/shared/identifiers.ts';
import type { Instant } from '../../domain/shared/instant.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { IsInstant } from '../input/is-instant.ts';
import { Optional } from '../input/optional.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { type BegunSession, startSession } from './beginning/start-session.ts';

export class SessionBeginning {
  /** Who has signed in; absent for an owner whom no directory has assigned. */
  @Optional()
  @IsIdentifier()
  readonly agentId?: AgentId;

  /** Of an owner whom no directory has assigned. */
  @Optional()
  @IsString()
  readonly owner?: string;

  /** By which connection, such as its id. */
  @IsString()
  readonly connection!: string;

  /** When the identity provider says that the session ends, where it says so. */
  @Optional()
  @IsInstant()
  readonly endsAt?: Instant;

  @IsString()
  readonly address!: string;

  /** What the browser says of itself. */
  @IsString()
  readonly browser!: string;
}

/**
 * Begins a session of somebody who has proved who it is. Creates, revives and links nobody.
 *
 * @throws DomainError `agentNotFound`, `agentDeactivated`, `mayNotEnter`.
 */
export const beginSession = defineUseCase({
  name: 'BeginSession',
  permission: 'sessions:begin',
  kind: 'changes',
  input: SessionBeginning,
  target: ({ agentId, owner }) => ({ type: 'agent', id: agentId, name: owner }),
  run: (scope, { accountId }, beginning, context): Promise<BegunSession> =>
    startSession(scope, accountId, beginning, context),
});
