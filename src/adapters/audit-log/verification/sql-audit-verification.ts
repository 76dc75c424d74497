import type {
  AuditVerification,
  LogVerification,
  VerificationEvidence,
} from '../../../application/ports/audit-verification.ts';
import type { LogConnection, LogConnections } from '../../../application/ports/log-connections.ts';
import { archivedParts, archivedUpTo } from '../archived-parts.ts';
import { followedLog } from '../followed-journal.ts';
import type { VerifierKey } from '../notes/note-key.ts';
import { verifierKeyIn } from '../notes/note-key.ts';
import type { CheckpointPlace } from '../seal/checkpoint-place.ts';
import { lastCheckpoint } from '../seal/kept-checkpoints.ts';
import type { LogKeys } from '../seal/log-keys.ts';
import { verifiedArchive } from './archived-files.ts';
import { FaultFound } from './fault-found.ts';
import { compareOutside, type Found } from './outside-checkpoints.ts';
import { SealedWalk } from './sealed-walk.ts';
import { countUnsealed } from './unsealed-entries.ts';

/** Verifies the audit log in the database: entries against the tree, the tree against checkpoints, these against those outside. */
export class SqlAuditVerification implements AuditVerification {
  /** @param outside - where checkpoints were written down outside of the database. */
  constructor(
    private readonly connections: LogConnections,
    private readonly keys: LogKeys,
    private readonly outside: CheckpointPlace | undefined,
  ) {}

  async verify(
    { verifiers, notes, archive }: VerificationEvidence,
    report: (done: number, all: number) => void = () => {},
  ): Promise<LogVerification> {
    const { parts, ...trusted } = await this.connections.read(async (connection) => {
      const [origin, keys] = [await originOf(connection), await this.trustedKeys(connection, verifiers)];
      // In this order: what is sealed meanwhile has its checkpoint.
      const sealed = await lastSealed(connection);
      const size = (await lastCheckpoint(connection))?.size ?? 0;
      const parts = await archivedParts(connection, size);
      const followed = await followedLog(connection);
      return { origin, keys, sealed, size, parts, archived: archivedUpTo(parts), followed };
    });
    const walk = new SealedWalk(this.connections, trusted, report);
    const outside: Found = { same: 0 };
    let unsealed = 0;
    try {
      await walk.verify();
      const inArchive =
        archive === undefined ? undefined : verifiedArchive(this.connections, parts, archive, trusted);
      for (const each of [this.outside?.notes?.(), notes, inArchive])
        if (each !== undefined) await compareOutside(this.connections, each, trusted, outside);
      unsealed = await countUnsealed(this.connections, trusted.size);
    } catch (error) {
      if (!(error instanceof FaultFound)) throw error;
      return { ...walk.counts, checkpointsOutside: outside.same, unsealed, fault: error.fault };
    }
    return { ...walk.counts, checkpointsOutside: outside.same, unsealed };
  }

  private async trustedKeys(
    connection: LogConnection,
    given: readonly string[] | undefined,
  ): Promise<readonly VerifierKey[]> {
    if (given === undefined) return this.keys.verifiers(connection);
    return given.flatMap((text) => verifierKeyIn(text) ?? []);
  }
}

async function originOf(connection: LogConnection): Promise<string> {
  const [log] = await connection.rows<{ origin: string }>('SELECT origin FROM seal_log', []);
  return log?.origin ?? '';
}

async function lastSealed(connection: LogConnection): Promise<number> {
  const [row] = await connection.rows<{ last: number | null }>(
    'SELECT MAX(position) AS last FROM sealed_entries',
    [],
  );
  return Number(row?.last ?? 0);
}
