import type { KeyObject } from 'node:crypto';
import { type CheckpointKey, SealFailed } from '../../../application/ports/audit-seal.ts';
import { serviceAccountId } from '../../../application/ports/caller.ts';
import type { Clock } from '../../../application/ports/clock.ts';
import type { LogConnection } from '../../../application/ports/log-connections.ts';
import type { SecretSeal } from '../../../application/ports/secret-seal.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { SealedSecret } from '../../../domain/sign-in/sso-provider.ts';
import {
  newSignerKey,
  type SignerKey,
  signerKeyIn,
  signerKeyOf,
  signerKeyText,
  type VerifierKey,
  verifierKeyIn,
  verifierKeyText,
} from '../notes/note-key.ts';

interface KeyRow {
  readonly number: number;
  readonly verifier: string;
  readonly secret: SealedSecret | null;
  readonly made_at: Instant;
}

const owner = { accountId: serviceAccountId, id: 'auditLog' } as const;

/** The keys of checkpoints: one that the configuration gives, or those that were made here. */
export class LogKeys {
  /** @param given - an Ed25519 key; absent where keys are made here. */
  constructor(
    private readonly seal: SecretSeal,
    private readonly clock: Clock,
    private readonly given: KeyObject | undefined,
  ) {}

  async verifiers(connection: LogConnection): Promise<readonly VerifierKey[]> {
    return (await keyRows(connection)).flatMap(({ verifier }) => verifierKeyIn(verifier) ?? []);
  }

  async list(connection: LogConnection): Promise<readonly CheckpointKey[]> {
    const rows = await keyRows(connection);
    return rows.map(({ verifier, made_at }, index) => ({
      verifier,
      madeAt: made_at,
      signs: this.given === undefined ? index === rows.length - 1 : this.isGiven(verifier),
    }));
  }

  /**
   * The key that signs now, which is made or taken note of where it is new.
   *
   * @param connection - in a transaction that has locked the log.
   * @throws SealFailed
   */
  async signer(connection: LogConnection, origin: string): Promise<SignerKey> {
    const rows = await keyRows(connection);
    if (this.given !== undefined) {
      const key = signerKeyOf(origin, this.given);
      if (!rows.some(({ verifier }) => verifier === verifierKeyText(key)))
        await this.add(connection, key, rows);
      return key;
    }
    const secret = rows.at(-1)?.secret;
    return secret ? this.opened(secret) : this.make(connection, origin, rows);
  }

  /**
   * @param connection - in a transaction that has locked the log.
   * @throws SealFailed
   */
  async rotate(connection: LogConnection, origin: string): Promise<CheckpointKey> {
    if (this.given !== undefined) {
      throw new SealFailed(
        'The key of checkpoints is the one in the file that ROLLCALL_AUDIT_KEY_FILE names. Put another one there, and start the service again.',
      );
    }
    const key = await this.make(connection, origin, await keyRows(connection));
    return { verifier: verifierKeyText(key), madeAt: this.clock.now(), signs: true };
  }

  private isGiven(verifier: string): boolean {
    const name = verifierKeyIn(verifier)?.name;
    return (
      name !== undefined &&
      this.given !== undefined &&
      verifierKeyText(signerKeyOf(name, this.given)) === verifier
    );
  }

  private async make(connection: LogConnection, origin: string, rows: readonly KeyRow[]): Promise<SignerKey> {
    const key = newSignerKey(origin);
    // What no longer signs need not be kept.
    await connection.run('UPDATE seal_keys SET secret = NULL WHERE secret IS NOT NULL', []);
    await this.add(connection, key, rows, this.closed(key));
    return key;
  }

  private async add(
    connection: LogConnection,
    key: VerifierKey,
    rows: readonly KeyRow[],
    secret: SealedSecret | null = null,
  ): Promise<void> {
    const number = Number(rows.at(-1)?.number ?? 0) + 1;
    await connection.run('INSERT INTO seal_keys (number, verifier, secret, made_at) VALUES (?, ?, ?, ?)', [
      number,
      verifierKeyText(key),
      secret,
      this.clock.now(),
    ]);
  }

  private closed(key: SignerKey): SealedSecret {
    try {
      return this.seal.seal(signerKeyText(key), owner);
    } catch (error) {
      throw keyFailed(error, 'The audit log is not sealed.');
    }
  }

  private opened(secret: SealedSecret): SignerKey {
    try {
      const key = signerKeyIn(this.seal.open(secret, owner));
      if (key !== undefined) return key;
    } catch (error) {
      throw keyFailed(error, 'The audit log is not sealed, since its key cannot be read.');
    }
    throw new SealFailed('The key of checkpoints in the database is none. Run: rollcall audit key rotate');
  }
}

const keyRows = (connection: LogConnection): Promise<readonly KeyRow[]> =>
  connection.rows<KeyRow>('SELECT number, verifier, secret, made_at FROM seal_keys ORDER BY number', []);

function keyFailed(error: unknown, what: string): unknown {
  return error instanceof DomainError ? new SealFailed(`${what} ${error.message}`, { cause: error }) : error;
}
