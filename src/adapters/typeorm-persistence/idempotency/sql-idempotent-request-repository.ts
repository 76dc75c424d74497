import type {
  IdempotentRequest,
  IdempotentRequestRepository,
  KeptAnswer,
} from '../../../application/ports/idempotent-request-repository.ts';
import { ConcurrentChange } from '../../../application/ports/storage-errors.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import { idempotentRequestEntity } from '../entities/idempotent-request-entity.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { AccountStatement } from '../scope/account-statement.ts';

const old = AccountStatement.of(
  'DELETE FROM idempotent_requests WHERE account_id = :account AND begun_at < ?',
);

export class SqlIdempotentRequestRepository implements IdempotentRequestRepository {
  constructor(private readonly scope: AccountScope) {}

  async find(keyHash: string): Promise<IdempotentRequest | undefined> {
    const row = await this.requests.find({ key_hash: keyHash });
    if (row === undefined) return undefined;
    const { request_hash: requestHash, begun_at: begunAt, status, answer } = row;
    return {
      ...{ keyHash, requestHash, begunAt: begunAt as Instant },
      answer: status === null ? undefined : { status, text: answer ?? '' },
    };
  }

  async begin({ keyHash, requestHash, begunAt }: IdempotentRequest): Promise<void> {
    try {
      const row = { key_hash: keyHash, request_hash: requestHash, begun_at: begunAt };
      await this.requests.insert({ ...row, status: null, answer: null });
    } catch (error) {
      if (this.scope.dialect.failureOf(error) !== 'duplicate') throw error;
      throw new ConcurrentChange('Another request with the same key was begun in between.');
    }
  }

  async complete(keyHash: string, { status, text }: KeptAnswer): Promise<void> {
    await this.requests.update({ key_hash: keyHash }, { status, answer: text });
  }

  async forget(keyHash: string): Promise<void> {
    await this.requests.delete({ key_hash: keyHash });
  }

  async forgetBefore(begunAt: Instant): Promise<void> {
    await this.scope.run(old, [begunAt]);
  }

  private get requests() {
    return this.scope.table(idempotentRequestEntity);
  }
}
