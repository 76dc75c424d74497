import type { KeyObject } from 'node:crypto';
import { type CheckpointKey, SealFailed } from '../../../application/ports/audit-seal.ts';
import { type Requester, serviceAccountId } from '../../../application/ports/caller.ts';
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
import { tellOfKey } from './key-entry.ts';

interface KeyRow {
  readonly number: number;
  readonly verifier: string;
  readonly secret: SealedSecret;
  readonly made_at: Instant;
}

const owner = { accountId: serviceAccountId, id: 'auditLog' } as const;

/**
 * The keys of checkpoints: one that the configuration gives, or those that were made here. Each is encrypted beside its verifier,
 * one that signs no more as the verifier alone, so that nobody adds a key who has the database and not the key to secrets.
 */
export class LogKeys {
  /** @param given - an Ed25519 key; absent where keys are made here. */
  constructor(
    private readonly seal: SecretSeal,
    private readonly clock: Clock,
    private readonly given: KeyObject | undefined,
  ) {}

  /** Those that were added by this installation. */
  async verifiers(connection: LogConnection): Promise<readonly VerifierKey[]> {
    const rows = await keyRows(connection);
    return rows.flatMap((row) => (this.isGenuine(row) ? (verifierKeyIn(row.verifier) ?? []) : []));
  }

  /** The oldest first. */
  async list(connection: LogConnection): Promise<readonly CheckpointKey[]> {
    const rows = (await keyRows(connection)).filter((row) => this.isGenuine(row));
    return rows.map(({ verifier, made_at }, index) => ({
      verifier,
      madeAt: made_at,
      signs:
        this.given === undefined ? index === rows.length - 1 : verifier === this.verifierOfGiven(verifier),
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
    await this.encryptAnew(connection, rows);
    if (this.given !== undefined) {
      const key = signerKeyOf(origin, this.given);
      const verifier = verifierKeyText(key);
      if (!rows.some((row) => row.verifier === verifier)) await this.add(connection, key, verifier, rows);
      return key;
    }
    const newest = rows.at(-1);
    // One that the configuration gave before is not known here.
    const key = newest && signerKeyIn(this.opened(newest.secret));
    return key ?? this.make(connection, origin, rows);
  }

  /**
   * @param connection - in a transaction that has locked the log.
   * @throws SealFailed
   */
  async rotate(connection: LogConnection, origin: string, requester: Requester): Promise<CheckpointKey> {
    if (this.given !== undefined) {
      throw new SealFailed(
        'The key of checkpoints is the one in the file that ROLLCALL_AUDIT_KEY_FILE names. Put another one there, and start the service again.',
      );
    }
    const key = await this.make(connection, origin, await keyRows(connection), requester);
    return { verifier: verifierKeyText(key), madeAt: this.clock.now(), signs: true };
  }

  private isGenuine({ verifier, secret }: KeyRow): boolean {
    try {
      const text = this.seal.open(secret, owner);
      const signer = signerKeyIn(text);
      return verifier === (signer === undefined ? text : verifierKeyText(signer));
    } catch (error) {
      if (error instanceof DomainError) return false;
      throw error;
    }
  }

  private verifierOfGiven(like: string): string | undefined {
    const name = verifierKeyIn(like)?.name;
    return name === undefined || this.given === undefined
      ? undefined
      : verifierKeyText(signerKeyOf(name, this.given));
  }

  private async make(
    connection: LogConnection,
    origin: string,
    rows: readonly KeyRow[],
    requester?: Requester,
  ): Promise<SignerKey> {
    const key = newSignerKey(origin);
    // Of one that signs no more the verifier is enough.
    for (const row of rows) if (this.isGenuine(row)) await this.keep(connection, row.number, row.verifier);
    await this.add(connection, key, signerKeyText(key), rows, requester);
    return key;
  }

  private async add(
    connection: LogConnection,
    key: VerifierKey,
    text: string,
    rows: readonly KeyRow[],
    requester?: Requester,
  ): Promise<void> {
    const [last, to, at] = [rows.at(-1), verifierKeyText(key), this.clock.now()];
    await connection.run('INSERT INTO seal_keys (number, verifier, secret, made_at) VALUES (?, ?, ?, ?)', [
      Number(last?.number ?? 0) + 1,
      to,
      this.closed(text),
      at,
    ]);
    if (last !== undefined) await tellOfKey(connection, { from: last.verifier, to, at, requester });
  }

  /** With the newest key to secrets, so that older ones can be taken away. */
  private async encryptAnew(connection: LogConnection, rows: readonly KeyRow[]): Promise<void> {
    for (const row of rows)
      if (!this.seal.isCurrent(row.secret) && this.isGenuine(row))
        await this.keep(connection, row.number, this.opened(row.secret));
  }

  private async keep(connection: LogConnection, number: number, text: string): Promise<void> {
    await connection.run('UPDATE seal_keys SET secret = ? WHERE number = ?', [this.closed(text), number]);
  }

  private closed(text: string): SealedSecret {
    try {
      return this.seal.seal(text, owner);
    } catch (error) {
      throw keyFailed(error, 'The audit log is not sealed.');
    }
  }

  private opened(secret: SealedSecret): string {
    try {
      return this.seal.open(secret, owner);
    } catch (error) {
      throw keyFailed(error, 'The audit log is not sealed, since its key cannot be read.');
    }
  }
}

const keyRows = (connection: LogConnection): Promise<readonly KeyRow[]> =>
  connection.rows<KeyRow>('SELECT number, verifier, secret, made_at FROM seal_keys ORDER BY number', []);

function keyFailed(error: unknown, what: string): unknown {
  return error instanceof DomainError ? new SealFailed(`${what} ${error.message}`, { cause: error }) : error;
}
