import type { ApiToken } from '../../domain/account/api-token.ts';
import type { ApiTokenId } from '../../domain/shared/identifiers.ts';
import type { Caller } from '../ports/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import type { RefusalRecorder } from '../support/refusal-recorder.ts';
import { findToken } from './find-token.ts';

/** Ends a token; within seconds it works nowhere. Doing so twice changes nothing. */
export class RevokeToken {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly refusals: RefusalRecorder,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `tokenNotFound`. */
  async execute(caller: Caller, id: ApiTokenId): Promise<ApiToken> {
    return this.refusals.attempt(caller, { action: 'RevokeToken', target: { type: 'token', id } }, () =>
      this.unitOfWork.transact(caller, async (scope) => {
        const change = (await findToken(scope.tokens, id)).revoke(this.clock.now());
        await scope.tokens.store(change);
        return change.state;
      }),
    );
  }
}
