import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { VerifiedExport } from '../../../application/ports/audit-export.ts';
import { ExportRefused } from '../../../application/ports/audit-export.ts';
import type { LogConnections } from '../../../application/ports/log-connections.ts';
import { type ArchivedPart, archiveFile } from '../archived-parts.ts';
import { OfflineExportVerifier } from '../export/offline-export-verifier.ts';
import { type VerifierKey, verifierKeyText } from '../notes/note-key.ts';
import { countSealed } from '../seal/sealed-entries.ts';

/** Where a part is, and what is believed of it. */
export interface PartEvidence {
  readonly folder: string;
  readonly keys: readonly VerifierKey[];
}

/**
 * Verifies a file of the archive: each entry by its proof, and that none of those is missing that were sealed.
 *
 * @param file - under another name than its own as long as it is written.
 * @throws ExportRefused, and what reading a file throws.
 */
export async function verifiedPart(
  connections: LogConnections,
  part: Omit<ArchivedPart, 'position' | 'at'>,
  { folder, keys }: PartEvidence,
  file = join(folder, archiveFile(part)),
): Promise<VerifiedExport> {
  const verified = await new OfflineExportVerifier().verify(
    createReadStream(file),
    keys.map(verifierKeyText).join('\n'),
  );
  const { first = 0, last = 0 } = verified.positions ?? {};
  const sealed = await connections.read((connection) => countSealed(connection, part));
  const isWhole = verified.accountId === part.accountId && first > part.after && last <= part.upTo;
  if (isWhole && verified.entries === sealed) return verified;
  throw new ExportRefused(
    'entryRemoved',
    `It does not have the ${sealed} entries of the account ${part.accountId} from position ${part.after + 1} up to ${part.upTo}.`,
  );
}
