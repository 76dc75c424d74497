import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { deprovisioningSummary } from '../../../application/audit/deprovisioning/deprovisioning-summary.ts';
import { whatIsNotProved } from '../../../application/audit/deprovisioning/what-is-not-proved.ts';
import {
  ExportRefused,
  type ExportVerifier,
  type VerifiedExport,
} from '../../../application/ports/audit-export.ts';
import { errorMessage } from '../error-message.ts';
import { OperatorError } from '../operator-error.ts';
import type { Outcome } from '../output.ts';
import { Progress } from '../progress.ts';
import { readInput } from '../read-input.ts';
import { erasedValuesText } from './erased-values-text.ts';

/**
 * Verifies a file that left the database, with nothing but a file of public keys.
 *
 * @throws ExportRefused, and OperatorError `fileUnreadable`.
 */
export async function verifyExport(
  verifier: ExportVerifier,
  file: string,
  keyFile: string,
): Promise<Outcome> {
  const keys = await readInput(keyFile);
  const verified = await verifier.verify(bytesOf(file), keys);
  requireProof(verified);
  const { proof, ...found } = verified;
  const document = { ...found, ...(proof && { agentId: proof.agentId, summary: proof.summary }) };
  return { document, text: verifiedText(verified) };
}

/** Sentences that the entries do not bear out prove nothing, and neither do entries about somebody else. */
function requireProof({ proof }: VerifiedExport): void {
  if (proof === undefined) return;
  const missing = whatIsNotProved(proof.agentId, proof.entries);
  if (missing !== undefined)
    throw new ExportRefused('notProved', `The document does not prove what it is to prove: ${missing}.`);
  const said = deprovisioningSummary(proof.entries);
  if (
    said.length === proof.summary.length &&
    said.every((sentence, index) => sentence === proof.summary[index])
  ) {
    return;
  }
  throw new ExportRefused(
    'summaryAltered',
    'The summary was altered: it says something else than the entries do.',
  );
}

function verifiedText({
  origin,
  size,
  accountId,
  entries,
  erased,
  until,
  isComplete,
  archivedUpTo,
  proof,
}: VerifiedExport): string {
  const last = until === undefined ? '' : `, the last of ${until}`;
  const gone = erased === 0 ? '' : ` ${erasedValuesText(erased)}`;
  const what = `${entries} entries of the account ${accountId} are as the log ${origin} has signed them${last}.${gone}\n`;
  if (proof !== undefined) return `${proof.summary.map((sentence) => `${sentence}\n`).join('')}${what}`;
  if (isComplete && archivedUpTo !== undefined)
    return `${what}Up to position ${archivedUpTo} entries may be in files of the archive instead, each of which is verified likewise. Behind it none is missing up to position ${size}.\n`;
  return isComplete
    ? `${what}None is missing up to position ${size}.\n`
    : `${what}Only entries that were asked for are in it, so that it does not show whether others are missing.\n`;
}

async function* bytesOf(file: string): AsyncGenerator<Uint8Array> {
  const isInput = file === '-';
  const progress = new Progress((percent) => `${percent} % of the export are read …`);
  try {
    const size = isInput ? 0 : (await stat(file)).size;
    let read = 0;
    for await (const chunk of (isInput ? process.stdin : createReadStream(file)) as AsyncIterable<Buffer>) {
      yield chunk;
      read += chunk.length;
      if (size > 0) progress.report(Math.floor((read / size) * 100));
    }
  } catch (error) {
    throw new OperatorError('fileUnreadable', `The file ${file} cannot be read: ${errorMessage(error)}`);
  } finally {
    progress.end();
  }
}
