import { createHash } from 'node:crypto';
import { leafData } from '../../../src/adapters/audit-log/commitment/leaf-data.ts';
import {
  exportLine,
  headLine,
  type ProvedEntry,
} from '../../../src/adapters/audit-log/export/export-form.ts';
import { inclusionProof, rootOf, type TreeNodes } from '../../../src/adapters/audit-log/merkle/proofs.ts';
import { leafHash, nodeHash } from '../../../src/adapters/audit-log/merkle/tree-hash.ts';
import { checkpointText } from '../../../src/adapters/audit-log/notes/checkpoint.ts';
import { newSignerKey, type SignerKey } from '../../../src/adapters/audit-log/notes/note-key.ts';
import { signedNote } from '../../../src/adapters/audit-log/notes/signed-note.ts';
import type { RecordedJournalEntry } from '../../../src/application/ports/event-feed.ts';
import { accountId } from '../../../src/domain/shared/identifiers.ts';
import type { Instant } from '../../../src/domain/shared/instant.ts';

export const ours = accountId('8d7c3f52-4a8e-4d0e-9a50-0f4f6f0c2a11');
const theirs = accountId('1b0a5c1e-8f4f-4d58-a9c5-6b7f0b6f7a22');

/** A log of two accounts, whose entries take turns. */
export class LogOfEntries {
  readonly key: SignerKey;
  private readonly sealed: { entry: RecordedJournalEntry; salt: Buffer; data: Buffer }[] = [];

  /** @param archivedUpTo - up to where the last entry, which is ours, says that others are in the archive. */
  constructor(size: number, origin = 'rollcall.example/log', archivedUpTo?: number) {
    this.key = newSignerKey(origin);
    for (let position = 1; position <= size; position += 1) {
      const entry: RecordedJournalEntry = {
        position,
        at: new Date(Date.UTC(2026, 10, 26) + position).toISOString() as Instant,
        accountId: position % 3 === 0 ? theirs : ours,
        principal: { kind: 'operator', name: 'ada' },
        source: 'command line',
        requestId: `r${position}`,
        action: 'AgentUpdated',
        target: { type: 'agent', id: `a${position}`, name: `agent${position}@example.com` },
        changes: [{ path: 'displayName', from: `A${position}`, to: `B${position}` }],
        ...(archivedUpTo !== undefined &&
          position === size && {
            action: 'AuditLogArchived',
            target: { type: 'account', id: ours },
            changes: [{ path: 'archivedUpTo', to: archivedUpTo }],
          }),
      };
      const salt = createHash('sha256').update(`salt ${position}`).digest().subarray(0, 16);
      this.sealed.push({ entry, salt, data: leafData(entry, { salt }) });
    }
  }

  async checkpoint(size = this.sealed.length): Promise<string> {
    const root = await rootOf(this.nodes, size);
    return signedNote(checkpointText({ origin: this.key.name, size, root }), [this.key]);
  }

  async proved(position: number): Promise<ProvedEntry> {
    const { entry, salt } = this.sealed[position - 1] as (typeof this.sealed)[number];
    return {
      entry,
      opening: { salt },
      proof: await inclusionProof(this.nodes, position - 1, this.sealed.length),
    };
  }

  /** The lines of an export. */
  async lines(isComplete = true): Promise<string[]> {
    const lines = [headLine({ accountId: ours, checkpoint: await this.checkpoint(), isComplete })];
    let entries = 0;
    for (const { entry, data } of this.sealed) {
      if (entry.accountId === ours) {
        lines.push(exportLine(await this.proved(entry.position)));
        entries += 1;
      } else if (isComplete) lines.push(exportLine({ position: entry.position, others: [data] }));
    }
    return [...lines, exportLine({ entries })];
  }

  private readonly nodes: TreeNodes = {
    hashAt: async ({ level, index }) => this.hashAt(level, index),
  };

  private hashAt(level: number, index: number): Buffer {
    if (level === 0) return leafHash(this.sealed[index]?.data ?? Buffer.of());
    return nodeHash(this.hashAt(level - 1, 2 * index), this.hashAt(level - 1, 2 * index + 1));
  }
}
