import type {
  DeprovisioningProof,
  ExportWriter,
  OpenExport,
} from '../../../application/ports/audit-export.ts';
import { type AuditSeal, type KeptCheckpoint, SealFailed } from '../../../application/ports/audit-seal.ts';
import type { RecordedJournalEntry } from '../../../application/ports/event-feed.ts';
import type { LogConnections } from '../../../application/ports/log-connections.ts';
import { Turns } from '../../../application/ports/turns.ts';
import type { JsonObject } from '../../../criteria/json.ts';
import type { AccountId } from '../../../domain/shared/identifiers.ts';
import { archivedParts, archivedUpTo } from '../archived-parts.ts';
import { recordedEntryOf } from '../journal-row.ts';
import { inclusionProof, type TreeNodes } from '../merkle/proofs.ts';
import {
  isPruned,
  leafDataOf,
  openerOf,
  openingOf,
  type SealedEntryRow,
  sealedEntriesAt,
  sealedEntriesFrom,
} from '../seal/sealed-entries.ts';
import { openedRows } from '../sql-numbered-entries.ts';
import { exportLine, headLine, type ProvedEntry, proofDocument } from './export-form.ts';
import { TreeInTiles } from './tree-in-tiles.ts';

/** Leaves of other accounts that one line holds, and that are read at once. */
const leavesPerLine = 1_000;

/** What is exported whole, as far as it is not archived. */
interface ExportedLog {
  readonly account: AccountId;
  readonly archivedUpTo?: number;
}

/** Writes exports and proofs by what the seal keeps in the database. */
export class SqlExportWriter implements ExportWriter {
  constructor(
    private readonly connections: LogConnections,
    private readonly seal: Pick<AuditSeal, 'checkpoint' | 'tile'>,
  ) {}

  async begin(account: AccountId, isComplete: boolean): Promise<OpenExport> {
    const { size, note } = await this.sealed();
    const archivedUpTo = isComplete ? await this.archivedUpTo(account, size) : undefined;
    const nodes = new TreeInTiles(this.seal, size);
    let written = 0;
    const linesOf = async (entries: readonly RecordedJournalEntry[], after: number, until: number) => {
      const proved = await this.proved(entries, nodes, size);
      written += proved.length;
      return isComplete
        ? this.withOthers({ account, archivedUpTo }, proved, after, until)
        : proved.map(exportLine).join('');
    };
    const head = headLine({ accountId: account, checkpoint: note, isComplete, archivedUpTo });
    return { size, head, linesOf, end: () => exportLine({ entries: written }) };
  }

  async proofOf({ entries, summaryOf, ...proof }: DeprovisioningProof): Promise<JsonObject> {
    const { size, note } = await this.sealed();
    const proved = await this.proved(entries, new TreeInTiles(this.seal, size), size);
    const summary = summaryOf(proved.map(({ entry }) => entry));
    return proofDocument({ ...proof, summary, checkpoint: note, entries: proved });
  }

  private async archivedUpTo(account: AccountId, size: number): Promise<number | undefined> {
    const parts = await this.connections.read((connection) => archivedParts(connection, size, account));
    return archivedUpTo(parts).get(account);
  }

  private async sealed(): Promise<KeptCheckpoint> {
    const checkpoint = await this.seal.checkpoint();
    if (checkpoint === undefined)
      throw new SealFailed('Nothing of the audit log is sealed yet, so that there is no checkpoint.');
    return checkpoint;
  }

  private async proved(
    entries: readonly RecordedJournalEntry[],
    nodes: TreeNodes,
    size: number,
  ): Promise<readonly ProvedEntry[]> {
    const turns = new Turns();
    const sealed = await this.connections.read((connection) =>
      sealedEntriesAt(
        connection,
        entries.map(({ position }) => position),
      ),
    );
    const rows = new Map(sealed.map((row) => [row.position, row]));
    const proved: ProvedEntry[] = [];
    for (const entry of entries) {
      const row = rows.get(entry.position);
      const isWhole = row !== undefined && row.salt !== null;
      const opened = isWhole ? { entry, opening: openingOf(row) } : await this.readAgain(entry);
      proved.push({ ...opened, proof: await inclusionProof(nodes, entry.position - 1, size) });
      await turns.giveWay();
    }
    return proved;
  }

  /** Values of the entry were erased, maybe since it was read. @throws SealFailed where it is gone. */
  private async readAgain({
    position,
  }: RecordedJournalEntry): Promise<Pick<ProvedEntry, 'entry' | 'opening'>> {
    const [row] = await this.connections.read((connection) => openedRows(connection, position, 1));
    const opener = Number(row?.position) === position ? row && openerOf(row) : undefined;
    if (row === undefined || opener === undefined)
      throw new SealFailed(`The salt of position ${position} is missing. Run: rollcall audit verify`);
    return { entry: recordedEntryOf(row), opening: openingOf(opener) };
  }

  /** The entries in their order among the leaves of others. */
  private async withOthers(
    log: ExportedLog,
    entries: readonly ProvedEntry[],
    after: number,
    until: number,
  ): Promise<string> {
    let text = '';
    let next = after + 1;
    const others = async (end: number) => {
      while (next < end) {
        const rows = await this.othersFrom(log, next, Math.min(end, next + leavesPerLine));
        text += exportLine({ position: next, others: rows.map(leafDataOf) });
        next += rows.length;
      }
    };
    for (const entry of entries) {
      await others(entry.entry.position);
      text += exportLine(entry);
      next = entry.entry.position + 1;
    }
    await others(until + 1);
    return text;
  }

  private async othersFrom(
    { account, archivedUpTo: upTo = 0 }: ExportedLog,
    from: number,
    end: number,
  ): Promise<readonly SealedEntryRow[]> {
    const rows = await this.connections.read((connection) => sealedEntriesFrom(connection, from, end));
    const isWhole = rows.length === end - from && rows.every((row, index) => row.position === from + index);
    const own = rows.find((row) => row.account_id === account && !(isPruned(row) && row.position <= upTo));
    if (isWhole && own === undefined) return rows;
    throw new SealFailed(
      `Of the entries from position ${from} up to ${end - 1} of the audit log some are missing. Run: rollcall audit verify`,
    );
  }
}
