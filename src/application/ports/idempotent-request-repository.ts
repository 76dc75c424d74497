import type { Instant } from '../../domain/shared/instant.ts';

/** What a request was answered with. */
export interface KeptAnswer {
  /** Of HTTP. */
  readonly status: number;
  readonly text: string;
}

/** A request that is to be done once, however often it is sent. */
export interface IdempotentRequest {
  /** SHA-256, in hex, of who asks and of the key by which that calls the request. */
  readonly keyHash: string;
  /** SHA-256, in hex, of what is asked. */
  readonly requestHash: string;
  readonly begunAt: Instant;
  /** Absent while it is worked on, and where it is not known how that ended. */
  readonly answer?: KeptAnswer;
}

/** The requests of the scope's account that are to be done once. */
export interface IdempotentRequestReader {
  find(keyHash: string): Promise<IdempotentRequest | undefined>;
}

export interface IdempotentRequestRepository extends IdempotentRequestReader {
  /** @throws ConcurrentChange where another one with this key was begun in between. */
  begin(request: IdempotentRequest): Promise<void>;
  complete(keyHash: string, answer: KeptAnswer): Promise<void>;
  forget(keyHash: string): Promise<void>;
  forgetBefore(begunAt: Instant): Promise<void>;
}
