import { foldCase } from '../../criteria/fold-case.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import { instantPlus } from '../../domain/shared/instant.ts';
import { type Caller, principalId } from '../ports/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { IdempotentRequestReader } from '../ports/idempotent-request-repository.ts';
import { OutcomeUnknown } from '../ports/storage-errors.ts';
import type { TokenSecrets } from '../ports/token-secrets.ts';
import type { UnitOfWork, WriteScope } from '../ports/unit-of-work.ts';

const keptMilliseconds = 86_400_000;
/** Each waits a quarter of a minute for a database that is away. */
const laterTriesMax = 40;

/** Something that was to be made. */
export interface Creation {
  /** What was asked, by which a repetition is known. */
  readonly asked: unknown;
  readonly id: string;
}

/** How a use case that makes something is answered when it was asked before, and nobody knew whether that was done. */
export interface Repetition<Input, Output> {
  /** The action of the entry that tells of the making. */
  readonly entry: string;
  /** What is to be called so; nobody else makes anything by this name at the same time. */
  name(input: Input): string;
  /** All of the input that a client says again, and not the id that it does not know. */
  asked(input: Input): unknown;
  /** What was made, as it is; `undefined` where it is not there. */
  made(scope: WriteScope, id: string): Promise<Output | undefined>;
}

/**
 * Remembers for a day what was asked for where nobody knows whether it was committed: its client was told to come again, and
 * may find the name taken by its own first request. Any process finds that out, and answers with what was made. See
 * docs/decisions/0083-one-server-is-written-at-a-time.md.
 */
export class UnansweredCreations {
  /** The notes that are not written yet, by their keys. */
  private readonly underWay = new Map<string, Promise<void>>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly secrets: Pick<TokenSecrets, 'hash'>,
    private readonly clock: Clock,
  ) {}

  /** Does the work, or answers with what the same work has made before. @throws what the work throws */
  async once<Input, Output>(
    caller: Caller,
    { entry, name, asked, made }: Repetition<Input, Output>,
    input: Input,
    work: () => Promise<Output>,
  ): Promise<Output> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof OutcomeUnknown) {
        const ids = idsNamed(name(input), entry, error);
        await this.note(
          caller,
          entry,
          ids.map((id) => ({ asked: asked(input), id })),
        );
      }
      if (!isTaken(error)) throw error;
      // By far the most have not been asked before, and need no transaction.
      const id = await this.unitOfWork.read(caller, ({ idempotentRequests }) =>
        this.idOf(idempotentRequests, caller, entry, asked(input)),
      );
      const before =
        id === undefined ? undefined : await this.unitOfWork.transact(caller, (scope) => made(scope, id));
      if (before === undefined) throw error;
      return before;
    }
  }

  /** The id under which the same was to be made before, where nobody knew whether it was. */
  async idOf(
    requests: IdempotentRequestReader,
    caller: Caller,
    entry: string,
    asked: unknown,
  ): Promise<string | undefined> {
    const key = this.keyOf(caller, entry, asked);
    await this.underWay.get(key);
    return (await requests.find(key))?.answer?.text;
  }

  /** Writes it down before the client is told, or as soon as the database is back. */
  async note(caller: Caller, entry: string, creations: readonly Creation[]): Promise<void> {
    if (creations.length === 0) return;
    const notes = new Map(creations.map(({ asked, id }) => [this.keyOf(caller, entry, asked), id]));
    const first = this.write(caller, notes);
    const written = first.catch(() => this.writeLater({ ...caller, deadline: undefined }, notes));
    for (const key of notes.keys()) this.underWay.set(key, written);
    void written.finally(() => {
      for (const key of notes.keys()) this.underWay.delete(key);
    });
    await first.catch(() => undefined);
  }

  private async writeLater(caller: Caller, notes: ReadonlyMap<string, string>): Promise<void> {
    for (let tries = 0; tries < laterTriesMax; tries++) {
      try {
        return await this.write(caller, notes);
      } catch {
        // The database tells operators itself.
      }
    }
  }

  private write(caller: Caller, notes: ReadonlyMap<string, string>): Promise<void> {
    const begunAt = this.clock.now();
    return this.unitOfWork.transact(caller, async ({ idempotentRequests }) => {
      await idempotentRequests.forgetBefore(instantPlus(begunAt, -keptMilliseconds));
      for (const [keyHash, id] of notes) {
        const known = await idempotentRequests.find(keyHash);
        if (known === undefined) await idempotentRequests.begin({ keyHash, requestHash: keyHash, begunAt });
        await idempotentRequests.complete(keyHash, { status: 201, text: id });
      }
    });
  }

  private keyOf({ principal }: Caller, entry: string, asked: unknown): string {
    return this.secrets.hash(JSON.stringify([principal.kind, principalId(principal), entry, asked]));
  }
}

/** The ids of what was to be made by a name: one, or none. The transaction may have been shared with others. */
export const idsNamed = (name: string, entry: string, { entries }: OutcomeUnknown): readonly string[] =>
  entries
    .filter(({ action, target }) => action === entry && foldCase(target?.name ?? '') === foldCase(name))
    .flatMap(({ target }) => target?.id ?? []);

const isTaken = (error: unknown): error is DomainError =>
  error instanceof DomainError && error.code.endsWith('Taken');
