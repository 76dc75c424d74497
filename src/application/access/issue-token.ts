import { ApiToken, type ApiTokenRequest } from '../../domain/account/api-token.ts';
import { apiTokenId } from '../../domain/shared/identifiers.ts';
import { findAgent } from '../agents/find-agent.ts';
import type { AccountDirectory } from '../ports/account-directory.ts';
import type { Caller } from '../ports/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { IdentifierSource } from '../ports/identifier-source.ts';
import type { TokenSecrets } from '../ports/token-secrets.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import { findAccount } from '../support/find-account.ts';
import type { RefusalRecorder } from '../support/refusal-recorder.ts';
import { formatTokenText } from './token-text.ts';

export interface IssuedToken {
  readonly token: ApiToken;
  /** What to enter in Okta. Known nowhere else, so it is shown now or never. */
  readonly text: string;
}

/** Makes an API token. */
export class IssueToken {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountDirectory,
    private readonly refusals: RefusalRecorder,
    private readonly secrets: TokenSecrets,
    private readonly identifiers: IdentifierSource,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `accountNotFound`, `agentNotFound`, `tokenNameInvalid`, `tokenExpiryInvalid`. */
  async execute(caller: Caller, request: ApiTokenRequest): Promise<IssuedToken> {
    const attempt = { action: 'IssueToken', target: { type: 'token', name: request.name } } as const;
    return this.refusals.attempt(caller, attempt, async () => {
      await findAccount(this.accounts, caller);
      const id = apiTokenId(this.identifiers.next());
      const secret = this.secrets.generate();
      const hash = this.secrets.hash(secret);
      const change = ApiToken.issue(id, caller.accountId, hash, request, this.clock.now());
      await this.unitOfWork.transact(caller, async (scope) => {
        if (request.agentId !== undefined) await findAgent(scope.agents, request.agentId);
        await scope.tokens.store(change);
      });
      return { token: change.state, text: formatTokenText(id, secret) };
    });
  }
}
