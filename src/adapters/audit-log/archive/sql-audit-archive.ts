import { type FileHandle, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ArchiveFailed, type AuditArchive } from '../../../application/ports/audit-archive.ts';
import {
  ExportRefused,
  type ExportWriter,
  type OpenExport,
} from '../../../application/ports/audit-export.ts';
import type { AuditSinkName } from '../../../application/ports/audit-sinks.ts';
import type { LogConnection, LogConnections } from '../../../application/ports/log-connections.ts';
import type { ArchiveFile } from '../../../domain/account/archived-log.ts';
import type { AccountId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import { type ArchivedPart, archivedParts, archiveFile } from '../archived-parts.ts';
import { recordedEntryOf } from '../journal-row.ts';
import { lastCheckpoint } from '../seal/kept-checkpoints.ts';
import type { LogKeys } from '../seal/log-keys.ts';
import { numberedRows } from '../sql-numbered-entries.ts';
import { removeAbandoned, writeWhole } from '../whole-file.ts';
import { firstToGo, pruneEntries } from './prune-entries.ts';
import { verifiedPart } from './verified-part.ts';

const entriesPerPage = 200;

export interface AuditArchivePorts {
  readonly connections: LogConnections;
  readonly exportWriter: ExportWriter;
  readonly keys: LogKeys;
  /** Absent where the configuration names none. */
  readonly folder?: string;
  /** Those that the configuration names: what has not arrived there stays. */
  readonly sinks: readonly AuditSinkName[];
}

/** Archives as exports with proofs, in a folder (decision 80). */
export class SqlAuditArchive implements AuditArchive {
  constructor(private readonly ports: AuditArchivePorts) {}

  async write(accountId: AccountId, after: number, before: Instant): Promise<ArchiveFile | undefined> {
    const { connections, exportWriter } = this.ports;
    const folder = this.requireFolder();
    const exported = await exportWriter.begin(accountId, false);
    const upTo = await connections.read((connection) =>
      this.lastToGo(connection, accountId, before, exported.size),
    );
    const range = { accountId, from: after + 1, upTo };
    if ((await connections.read((connection) => firstToGo(connection, range))) === undefined)
      return undefined;
    const part = { accountId, after, upTo };
    const [keys, file] = [await this.keys(), archiveFile(part)];
    let entries = 0;
    const write = async (handle: FileHandle) => {
      entries = await this.writeLines(handle, exported, part);
    };
    const path = join(folder, file);
    await naming(folder, async () => {
      await mkdir(dirname(path)).catch(unlessThere);
      await removeAbandoned(dirname(path));
      await writeWhole(path, write, async (unfinished) => {
        await verifiedPart(connections, part, { folder, keys }, unfinished);
      });
    });
    return { after, upTo, before, entries, file };
  }

  async prune(accountId: AccountId, toldBefore: Instant): Promise<number> {
    const { connections } = this.ports;
    const folder = this.requireFolder();
    const parts = await connections.read(async (connection) => {
      const sealed = (await lastCheckpoint(connection))?.size ?? 0;
      return archivedParts(connection, sealed, accountId);
    });
    let [pruned, from] = [0, 1];
    for (const part of parts.filter(({ at }) => at <= toldBefore)) {
      const range = { accountId, from, upTo: part.upTo };
      const first = await connections.read((connection) => firstToGo(connection, range));
      from = part.upTo + 1;
      if (first === undefined) continue;
      await this.requirePart(folder, part);
      pruned += await pruneEntries(connections, { ...range, from: first });
    }
    return pruned;
  }

  /** @returns how many entries were written. */
  private async writeLines(
    handle: FileHandle,
    exported: OpenExport,
    { accountId, after, upTo }: Pick<ArchivedPart, 'accountId' | 'after' | 'upTo'>,
  ): Promise<number> {
    let entries = 0;
    await handle.appendFile(exported.head);
    for (let position = after; position < upTo; ) {
      const first = position + 1;
      const rows = await this.ports.connections.read((connection) =>
        numberedRows(connection, first, entriesPerPage, accountId),
      );
      const page = rows.map(recordedEntryOf).filter((entry) => entry.position <= upTo);
      const last = page.at(-1)?.position ?? upTo;
      await handle.appendFile(await exported.linesOf(page, position, last));
      entries += page.length;
      position = last;
    }
    await handle.appendFile(exported.end());
    return entries;
  }

  /** The last entry from before a time that is sealed, is found by its terms and has arrived at each sink. */
  private async lastToGo(
    connection: LogConnection,
    accountId: AccountId,
    before: Instant,
    sealed: number,
  ): Promise<number> {
    const { sinks } = this.ports;
    const [later] = await connection.rows<{ position: number | null }>(
      // No index has sums, so that no database walks along the positions instead of the times.
      'SELECT MIN(position + 0) AS position FROM journal WHERE account_id = ? AND recorded_at >= ?',
      [accountId, before],
    );
    const followed = await connection.rows<{ position: number }>(
      `SELECT typed_position AS position FROM journal_indexed UNION ALL SELECT position FROM journal_sinks WHERE name IN (${sinks.map(() => '?').join(', ') || 'NULL'})`,
      sinks,
    );
    const next = later?.position ?? null;
    return Math.min(
      ...[sealed, ...followed.map(({ position }) => Number(position))],
      next === null ? sealed : Number(next) - 1,
    );
  }

  /** @throws ArchiveFailed */
  private async requirePart(folder: string, part: ArchivedPart): Promise<void> {
    const keys = await this.keys();
    await naming(folder, () => verifiedPart(this.ports.connections, part, { folder, keys }));
  }

  private keys() {
    return this.ports.connections.read((connection) => this.ports.keys.verifiers(connection));
  }

  private requireFolder(): string {
    const { folder } = this.ports;
    if (folder !== undefined) return folder;
    throw new ArchiveFailed(
      'There is no folder for archives of the audit log, so that nothing leaves the database. Set ROLLCALL_AUDIT_ARCHIVE.',
    );
  }
}

/** Says which folder is the matter. @throws ArchiveFailed */
async function naming(folder: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const isOfFile = error instanceof ExportRefused || (error instanceof Error && 'syscall' in error);
    if (!isOfFile) throw error;
    throw new ArchiveFailed(
      `An archive of the audit log in ${folder} is not as it has to be, so that its entries stay in the database: ${error.message}`,
      { cause: error },
    );
  }
}

function unlessThere(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
}
