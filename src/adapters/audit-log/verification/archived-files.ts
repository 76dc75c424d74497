import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { ExportRefused } from '../../../application/ports/audit-export.ts';
import type { LogConnections } from '../../../application/ports/log-connections.ts';
import { verifiedPart } from '../archive/verified-part.ts';
import { type ArchivedPart, archiveFile } from '../archived-parts.ts';
import { linesOf } from '../export/bounded-lines.ts';
import { headIn } from '../export/export-form.ts';
import { faultAt } from './fault-found.ts';
import type { Trusted } from './sealed-walk.ts';

/**
 * Holds each file of the archive against the tree, and yields the notes of their checkpoints.
 *
 * @throws FaultFound
 */
export async function* verifiedArchive(
  connections: LogConnections,
  parts: readonly ArchivedPart[],
  folder: string,
  { keys }: Trusted,
): AsyncGenerator<string> {
  for (const part of parts) {
    const file = archiveFile(part);
    try {
      await verifiedPart(connections, part, { folder, keys });
      yield await noteIn(join(folder, file));
    } catch (error) {
      if (error instanceof ExportRefused)
        throw faultAt(
          'archiveAltered',
          error.position ?? part.after + 1,
          `The file ${file} of the archive is not as it was written: ${error.message}`,
        );
      if (!(error instanceof Error && 'syscall' in error)) throw error;
      throw faultAt(
        'archiveMissing',
        part.after + 1,
        `The file ${file} cannot be read from the archive: ${error.message}`,
      );
    }
  }
}

async function noteIn(file: string): Promise<string> {
  for await (const line of linesOf(createReadStream(file)))
    return headIn(JSON.parse(line.toString()))?.checkpoint ?? '';
  return '';
}
