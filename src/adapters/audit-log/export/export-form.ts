import type { RecordedJournalEntry } from '../../../application/ports/event-feed.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../criteria/json.ts';
import { type AccountId, accountId } from '../../../domain/shared/identifiers.ts';
import { leafDataBytes } from '../commitment/leaf-data.ts';
import { type Opening, saltBytes } from '../commitment/opening.ts';
import { hashBytes } from '../merkle/tree-hash.ts';

/** The first line of an export: what is said once. */
export interface ExportHead {
  readonly accountId: AccountId;
  /** The signed note. */
  readonly checkpoint: string;
  /** Whether every leaf of the log follows, so that nobody can keep an entry back. */
  readonly isComplete: boolean;
  /** Up to which position entries may be in the archive alone, of which only the leaves follow; absent where none are. */
  readonly archivedUpTo?: number;
}

/** An entry with what proves it. */
export interface ProvedEntry {
  readonly entry: RecordedJournalEntry;
  readonly opening: Opening;
  /** From the leaf up (RFC 9162, section 2.1.3.1). */
  readonly proof: readonly Buffer[];
}

/** The data of leaves of other accounts, one after the other from a position on. */
export interface LeavesOfOthers {
  readonly position: number;
  readonly others: readonly Buffer[];
}

/** A line behind the first. */
export type ExportLine =
  | ProvedEntry
  | LeavesOfOthers
  /** The last line. */
  | { readonly entries: number };

/** A proof of deprovisioning: one JSON document. */
export interface ProofDocument extends Pick<ExportHead, 'accountId' | 'checkpoint'> {
  readonly agentId: string;
  readonly summary: readonly string[];
  readonly entries: readonly ProvedEntry[];
}

const exportFormat = 'rollcall-audit-export/1';
const proofFormat = 'rollcall-deprovisioning-proof/1';

/** Each line is an object, which says itself what it is. */
export const headLine = ({ accountId, checkpoint, isComplete, archivedUpTo }: ExportHead): string =>
  line({ format: exportFormat, accountId, isComplete, archivedUpTo, checkpoint });

export const exportLine = (told: ExportLine): string => {
  if ('entry' in told) return line(provedEntryJson(told));
  if ('others' in told)
    return line({ position: told.position, others: Buffer.concat(told.others).toString('base64') });
  return line({ entries: told.entries });
};

export const proofDocument = ({
  accountId,
  agentId,
  summary,
  checkpoint,
  entries,
}: ProofDocument): JsonObject => ({
  ...{ format: proofFormat, accountId, agentId, summary, checkpoint },
  entries: entries.map(provedEntryJson),
});

const line = (object: object): string => `${JSON.stringify(object)}\n`;

function provedEntryJson({ entry, opening, proof }: ProvedEntry): JsonObject {
  const opened = 'salt' in opening ? { salt: Buffer.from(opening.salt).toString('base64') } : opening;
  return {
    entry: entry as unknown as JsonObject,
    ...opened,
    proof: proof.map((hash) => hash.toString('base64')),
  };
}

/** What is read is refused for every member that nothing would prove. */
export function headIn(json: JsonValue): ExportHead | undefined {
  if (!isJsonObject(json)) return undefined;
  const { archivedUpTo, ...always } = json;
  if (!isObjectOf(always, ['format', 'accountId', 'isComplete', 'checkpoint'])) return undefined;
  const { format, accountId: account, isComplete, checkpoint } = always;
  if (archivedUpTo !== undefined && !Number.isSafeInteger(archivedUpTo)) return undefined;
  if (format !== exportFormat || typeof isComplete !== 'boolean') return undefined;
  if (typeof account !== 'string' || typeof checkpoint !== 'string') return undefined;
  return {
    accountId: accountId(account),
    checkpoint,
    isComplete,
    archivedUpTo: archivedUpTo as number | undefined,
  };
}

export function lineIn(json: JsonValue): ExportLine | undefined {
  if (!isJsonObject(json)) return undefined;
  if ('entry' in json) return provedEntryIn(json);
  if ('others' in json) return leavesIn(json);
  const { entries } = json;
  return isObjectOf(json, ['entries']) && Number.isSafeInteger(entries)
    ? { entries: entries as number }
    : undefined;
}

function leavesIn(json: JsonObject): LeavesOfOthers | undefined {
  const bytes = bytesIn(json.others);
  const { position } = json;
  if (!isObjectOf(json, ['position', 'others']) || !Number.isSafeInteger(position)) return undefined;
  if (bytes === undefined || bytes.length === 0 || bytes.length % leafDataBytes > 0) return undefined;
  const others = Array.from({ length: bytes.length / leafDataBytes }, (_, index) =>
    bytes.subarray(index * leafDataBytes, (index + 1) * leafDataBytes),
  );
  return { position: position as number, others };
}

export function proofIn(json: JsonValue): ProofDocument | undefined {
  if (!isObjectOf(json, ['format', 'accountId', 'agentId', 'summary', 'checkpoint', 'entries'])) {
    return undefined;
  }
  const { format, accountId: account, agentId, summary, checkpoint, entries } = json;
  if (format !== proofFormat || typeof account !== 'string') return undefined;
  if (typeof agentId !== 'string' || typeof checkpoint !== 'string') return undefined;
  if (!isTexts(summary) || !Array.isArray(entries)) return undefined;
  const proved = entries.map((entry: JsonValue) => provedEntryIn(entry));
  if (!proved.every((entry) => entry !== undefined)) return undefined;
  return { accountId: accountId(account), agentId, summary, checkpoint, entries: proved };
}

function provedEntryIn(json: JsonValue): ProvedEntry | undefined {
  if (!isJsonObject(json)) return undefined;
  const { entry, salt, salts, hashes, proof } = json;
  const opening = openingIn({ salt, salts, hashes });
  const members = ['entry', 'proof', ...(salt === undefined ? ['salts', 'hashes'] : ['salt'])];
  if (opening === undefined || !isObjectOf(json, members) || !isEntry(entry) || !isTexts(proof)) {
    return undefined;
  }
  const path = proof.map(hashIn);
  return path.every((hash) => hash !== undefined) ? { entry, opening, proof: path } : undefined;
}

function openingIn({ salt, salts, hashes }: JsonObject): Opening | undefined {
  if (salt !== undefined) {
    const bytes = bytesIn(salt);
    return bytes?.length === saltBytes ? { salt: bytes } : undefined;
  }
  return isHashes(salts) && isHashes(hashes) ? { salts, hashes } : undefined;
}

const entryMembers: ReadonlySet<string> = new Set<keyof RecordedJournalEntry>([
  ...(['position', 'at', 'accountId', 'principal', 'source', 'requestId'] as const),
  ...(['action', 'target', 'changes', 'refusal'] as const),
]);

/** Whatever else is wrong with it shows in its leaf. */
const isEntry = (json: JsonValue | undefined): json is JsonValue & RecordedJournalEntry =>
  json !== undefined &&
  isJsonObject(json) &&
  Number.isSafeInteger(json.position) &&
  typeof json.accountId === 'string' &&
  typeof json.at === 'string' &&
  Object.keys(json).every((member) => entryMembers.has(member));

const isHashes = (json: JsonValue | undefined): json is Readonly<Record<string, string>> =>
  json !== undefined &&
  isJsonObject(json) &&
  Object.values(json).every((value) => hashIn(value) !== undefined);

const isTexts = (json: JsonValue | undefined): json is readonly string[] =>
  Array.isArray(json) && json.every((value) => typeof value === 'string');

const isObjectOf = (json: JsonValue, members: readonly string[]): json is JsonObject =>
  isJsonObject(json) &&
  Object.keys(json).length === members.length &&
  members.every((member) => Object.hasOwn(json, member));

function hashIn(json: JsonValue | undefined): Buffer | undefined {
  const bytes = bytesIn(json);
  return bytes?.length === hashBytes ? bytes : undefined;
}

/** Only as it is written: so no two texts say the same. */
function bytesIn(json: JsonValue | undefined): Buffer | undefined {
  if (typeof json !== 'string') return undefined;
  const bytes = Buffer.from(json, 'base64');
  return bytes.toString('base64') === json ? bytes : undefined;
}
