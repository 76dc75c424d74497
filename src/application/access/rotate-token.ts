import type { ApiTokenRenewal } from '../../domain/account/api-token.ts';
import { type ApiTokenId, apiTokenId } from '../../domain/shared/identifiers.ts';
import type { Caller } from '../ports/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { IdentifierSource } from '../ports/identifier-source.ts';
import type { TokenSecrets } from '../ports/token-secrets.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import type { RefusalRecorder } from '../support/refusal-recorder.ts';
import { findToken } from './find-token.ts';
import type { IssuedToken } from './issue-token.ts';
import { formatTokenText } from './token-text.ts';

export interface TokenRotation extends ApiTokenRenewal {
  readonly id: ApiTokenId;
}

/** Makes a token that takes over from another; both work until the older is revoked. */
export class RotateToken {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly refusals: RefusalRecorder,
    private readonly secrets: TokenSecrets,
    private readonly identifiers: IdentifierSource,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `tokenNotFound`, `tokenRevoked`, `tokenNameInvalid`, `tokenExpiryInvalid`. */
  async execute(caller: Caller, { id, ...request }: TokenRotation): Promise<IssuedToken> {
    return this.refusals.attempt(
      caller,
      { action: 'RotateToken', target: { type: 'token', id } },
      async () => {
        const nextId = apiTokenId(this.identifiers.next());
        const secret = this.secrets.generate();
        const hash = this.secrets.hash(secret);
        return this.unitOfWork.transact(caller, async (scope) => {
          const token = await findToken(scope.tokens, id);
          const change = token.rotate(nextId, hash, request, this.clock.now());
          await scope.tokens.store(change);
          return { token: change.state, text: formatTokenText(nextId, secret) };
        });
      },
    );
  }
}
