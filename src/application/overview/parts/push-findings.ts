import type { ApiToken } from '../../../domain/account/api-token.ts';
import { type Instant, instantPlus } from '../../../domain/shared/instant.ts';
import type { JournalReader, RecordedJournalEntry } from '../../ports/event-feed.ts';
import type { Finding } from './finding.ts';

/** So many of the newest say whether anything succeeds. */
const newestRead = 20;
const failingShownMax = 10;
const refusalsReadMax = 100;
/** As many as the journal can be asked about at once; the newest ones. */
const tokensPerFilterMax = 100;
const weekMilliseconds = 7 * 86_400_000;

/**
 * What directories pushed, and what of it was refused and has not succeeded since.
 *
 * @param tokens - of the account. What programs do with tokens of the administration API is no push.
 */
export async function pushFindings(
  journal: JournalReader,
  tokens: readonly ApiToken[],
  at: Instant,
): Promise<readonly Finding[]> {
  const ofDirectories = tokens.filter(({ isOfDirectory }) => isOfDirectory).map(({ state }) => state.id);
  if (ofDirectories.length === 0) return [{ condition: 'waiting', reason: 'nothingPushed' }];
  const pushes = { principalKind: 'token', tokens: ofDirectories.slice(-tokensPerFilterMax) } as const;
  const newest = await journal.latest({ limit: newestRead, ...pushes });
  if (newest.length === 0) return [{ condition: 'waiting', reason: 'nothingPushed' }];
  const done = newest.find(({ refusal }) => refusal === undefined);
  const pushed: readonly Finding[] =
    done === undefined ? [] : [{ condition: 'working', reason: 'pushed', at: done.at, subject: done.target }];
  const since = instantPlus(at, -weekMilliseconds);
  const refused = await journal.latest({ limit: refusalsReadMax, since, refused: true, ...pushes });
  // One person's trouble is no failure of the whole; where nothing succeeds any more, it is.
  const condition = done === undefined ? 'failing' : 'attention';
  const failing: Finding[] = [];
  for (const entry of newestOfEach(refused)) {
    if (failing.length === failingShownMax) break;
    if (!(await succeededSince(journal, entry))) failing.push(failureOf(entry, condition));
  }
  return [...pushed, ...failing];
}

/** Of the attempts about one target the newest; of those that were carried out in part none. */
function newestOfEach(refused: readonly RecordedJournalEntry[]): readonly RecordedJournalEntry[] {
  const newest = new Map<string, RecordedJournalEntry>();
  for (const entry of refused) {
    const { target, refusal } = entry;
    const key = target?.id ?? target?.name;
    if (key !== undefined && refusal?.leftOut === undefined && !newest.has(key)) newest.set(key, entry);
  }
  return [...newest.values()];
}

async function succeededSince(
  journal: JournalReader,
  { target, position }: RecordedJournalEntry,
): Promise<boolean> {
  // Who was refused when coming in has no id yet, and is known by the name.
  const about = target?.id === undefined ? { targetName: target?.name } : { targetId: target.id };
  const [newest] = await journal.latest({ limit: 1, ...about });
  return newest !== undefined && newest.position > position && newest.refusal === undefined;
}

const failureOf = (
  { at, target, refusal }: RecordedJournalEntry,
  condition: Finding['condition'],
): Finding => ({
  ...{ condition, reason: 'pushRefused', at, subject: target, message: refusal?.message },
});
