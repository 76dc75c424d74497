import type { ApiToken } from '../../domain/account/api-token.ts';
import type { Caller } from '../ports/caller.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

/** The account's tokens, expired and revoked ones included, the oldest first. */
export class ListTokens {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(caller: Caller): Promise<readonly ApiToken[]> {
    return this.unitOfWork.read(caller, (scope) => scope.tokens.list());
  }
}
