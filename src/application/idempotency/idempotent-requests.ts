import { DomainError } from '../../domain/shared/domain-error.ts';
import { instantPlus } from '../../domain/shared/instant.ts';
import { type Caller, principalId } from '../ports/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { KeptAnswer } from '../ports/idempotent-request-repository.ts';
import { StorageUnavailable } from '../ports/storage-errors.ts';
import type { TokenSecrets } from '../ports/token-secrets.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

const keptMilliseconds = 86_400_000;

/** What the client calls the request, and what it asks. */
export interface KeyedRequest {
  readonly key: string;
  /** The same for whatever asks the same. */
  readonly asked: string;
}

/** Does requests once that clients may send again, since they did not see the answer. */
export class IdempotentRequests {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly secrets: Pick<TokenSecrets, 'hash'>,
    private readonly clock: Clock,
  ) {}

  /**
   * Answers with what the request with this key was answered before, for a day, or does the work. What is refused leaves the key
   * free, since nothing was done.
   *
   * @throws DomainError `idempotencyKeyReused`, `requestUnderWay`, and what the work throws.
   */
  async once(
    caller: Caller,
    { key, asked }: KeyedRequest,
    work: () => Promise<KeptAnswer>,
  ): Promise<KeptAnswer> {
    const { principal } = caller;
    const keyHash = this.secrets.hash(JSON.stringify([principal.kind, principalId(principal), key]));
    const known = await this.begin(caller, keyHash, this.secrets.hash(asked));
    if (known !== undefined) return known;
    const conclude = (answer?: KeptAnswer) =>
      this.unitOfWork.transact(caller, ({ idempotentRequests }) =>
        answer === undefined
          ? idempotentRequests.forget(keyHash)
          : idempotentRequests.complete(keyHash, answer),
      );
    const answer = await work().catch(async (error: unknown) => {
      // It may be done all the same: whoever asks again is told so.
      const isOutcomeKnown = !(error instanceof StorageUnavailable && error.trouble === 'outcomeUnknown');
      if (isOutcomeKnown) await conclude();
      throw error;
    });
    await conclude(answer);
    return answer;
  }

  private begin(caller: Caller, keyHash: string, requestHash: string): Promise<KeptAnswer | undefined> {
    const begunAt = this.clock.now();
    return this.unitOfWork.transact(caller, async ({ idempotentRequests }) => {
      await idempotentRequests.forgetBefore(instantPlus(begunAt, -keptMilliseconds));
      const known = await idempotentRequests.find(keyHash);
      if (known === undefined) {
        await idempotentRequests.begin({ keyHash, requestHash, begunAt });
        return undefined;
      }
      if (known.requestHash !== requestHash) {
        const message =
          'Another request was sent with this Idempotency-Key. Send each with a key of its own; nothing has changed.';
        throw new DomainError('idempotencyKeyReused', message);
      }
      if (known.answer === undefined) {
        const message = `The request with this Idempotency-Key, sent at ${known.begunAt}, is not answered yet. Where that is more than a minute ago, look whether it was done before you send it with another key.`;
        throw new DomainError('requestUnderWay', message);
      }
      return known.answer;
    });
  }
}
