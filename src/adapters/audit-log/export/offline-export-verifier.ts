import type { ExportVerifier, VerifiedExport } from '../../../application/ports/audit-export.ts';
import type { JsonValue } from '../../../criteria/json.ts';
import type { VerifierKey } from '../notes/note-key.ts';
import { lineBytesMax, linesOf } from './bounded-lines.ts';
import { ExportCheck } from './export-check.ts';
import { malformed } from './export-faults.ts';
import { type ExportHead, headIn, lineIn, type ProofDocument, proofIn } from './export-form.ts';
import { publicKeysIn, signedHead } from './signed-head.ts';

/** Verifies exports and proofs by themselves and the public key. */
export class OfflineExportVerifier implements ExportVerifier {
  async verify(file: AsyncIterable<Uint8Array>, publicKeys: string): Promise<VerifiedExport> {
    const keys = publicKeysIn(publicKeys);
    const lines = linesOf(file);
    const { value: first = Buffer.of() } = await lines.next();
    const begun = jsonIn(first);
    const head = begun === undefined ? undefined : headIn(begun);
    if (head !== undefined) return verifiedLines(head, lines, keys);
    const document = begun ?? jsonIn(await wholeOf(first, lines));
    const proof = document === undefined ? undefined : proofIn(document);
    if (proof === undefined) throw malformed('it has neither the form of one, nor that of a proof');
    return verifiedProof(proof, keys);
  }
}

async function verifiedLines(
  head: ExportHead,
  lines: AsyncIterable<Buffer>,
  keys: readonly VerifierKey[],
): Promise<VerifiedExport> {
  const { origin, ...signed } = signedHead(head.checkpoint, keys);
  const check = new ExportCheck(head, signed);
  let number = 1;
  for await (const bytes of lines) {
    number += 1;
    const json = jsonIn(bytes);
    // A line that was cut is no JSON; only the last one can have no end.
    if (json === undefined && bytes.at(-1) !== '\n'.charCodeAt(0)) break;
    const line = json === undefined ? undefined : lineIn(json);
    check.add(line ?? check.refuse(malformed(`line ${number} has not the form of one`)));
  }
  return { origin, ...check.end() };
}

function verifiedProof(document: ProofDocument, keys: readonly VerifierKey[]): VerifiedExport {
  const { agentId, summary, entries } = document;
  const { origin, ...signed } = signedHead(document.checkpoint, keys);
  const check = new ExportCheck({ accountId: document.accountId, isComplete: false }, signed);
  for (const entry of entries) check.add(entry);
  check.add({ entries: entries.length });
  return { origin, ...check.end(), proof: { agentId, summary, entries: entries.map(({ entry }) => entry) } };
}

/** @throws ExportRefused `exportMalformed` for a document that is too long. */
async function wholeOf(first: Buffer, lines: AsyncIterable<Buffer>): Promise<Buffer> {
  const all = [first];
  let length = first.length;
  for await (const line of lines) {
    length += line.length;
    if (length > lineBytesMax) throw malformed('it is too long');
    all.push(line);
  }
  return Buffer.concat(all);
}

function jsonIn(bytes: Buffer): JsonValue | undefined {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as JsonValue;
  } catch {
    return undefined;
  }
}
