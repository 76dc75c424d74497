import type { ApiToken } from '../../../domain/account/api-token.ts';
import { type Instant, instantPlus } from '../../../domain/shared/instant.ts';
import { newestEntries } from '../../audit/newest-entries.ts';
import type { JournalFilter, JournalReader, RecordedJournalEntry } from '../../ports/event-feed.ts';
import type { Finding } from './finding.ts';

const failingShownMax = 10;
/** So many that were refused one after the other, and about more than one target, are a failure of the whole. */
const refusedInARow = 20;
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
  const pushes: Pushes = { principalKind: 'token', tokens: ofDirectories.slice(-tokensPerFilterMax) };
  const [done] = await journal.latest({ limit: 1, refused: false, ...pushes });
  const since = instantPlus(at, -weekMilliseconds);
  const refused = await newestEntries(journal, { limit: refusalsReadMax, since, refused: true, ...pushes });
  if (done === undefined && refused.length === 0) {
    const [newest] = await journal.latest({ limit: 1, ...pushes });
    return newest === undefined ? [{ condition: 'waiting', reason: 'nothingPushed' }] : [];
  }
  const pushed: readonly Finding[] =
    done === undefined ? [] : [{ condition: 'working', reason: 'pushed', at: done.at, subject: done.target }];
  const condition = succeeds(done, refused) ? 'attention' : 'failing';
  const failing: Finding[] = [];
  for (const entry of newestOfEach(refused)) {
    if (failing.length === failingShownMax) break;
    if (!(await isOver(journal, pushes, entry))) failing.push(failureOf(entry, condition));
  }
  return [...pushed, ...failing];
}

type Pushes = Required<Pick<JournalFilter, 'principalKind' | 'tokens'>>;

/** One person's trouble is no failure of the whole; where nothing succeeds any more, it is. */
function succeeds(done: RecordedJournalEntry | undefined, refused: readonly RecordedJournalEntry[]): boolean {
  if (done === undefined) return false;
  const since = refused.filter((entry) => entry.position > done.position && isWhole(entry));
  return since.length < refusedInARow || new Set(since.map(keyOf)).size === 1;
}

/** Of the attempts about one target the newest; of those that were carried out in part none. */
function newestOfEach(refused: readonly RecordedJournalEntry[]): readonly RecordedJournalEntry[] {
  const newest = new Map<string, RecordedJournalEntry>();
  for (const entry of refused.filter(isWhole)) {
    const key = keyOf(entry);
    if (key !== undefined && !newest.has(key)) newest.set(key, entry);
  }
  return [...newest.values()];
}

const keyOf = ({ target }: RecordedJournalEntry): string | undefined => target?.id ?? target?.name;

const isWhole = ({ refusal }: RecordedJournalEntry): boolean => refusal?.leftOut === undefined;

/** Whether a push about the same has succeeded since, or what it was about is there no more. */
async function isOver(
  journal: JournalReader,
  pushes: Pushes,
  { target, position }: RecordedJournalEntry,
): Promise<boolean> {
  // Who was refused when coming in has no id yet, and is known by the name.
  const about = target?.id === undefined ? { targetName: target?.name } : { targetId: target.id };
  const happened = async (entries: JournalFilter) => {
    const [newest] = await journal.latest({ limit: 1, refused: false, ...about, ...entries });
    return newest !== undefined && newest.position > position;
  };
  const action = target?.type === 'group' ? 'GroupRemoved' : 'AgentRemoved';
  return (await happened(pushes)) || (target?.id !== undefined && (await happened({ action })));
}

const failureOf = (
  { at, target, refusal }: RecordedJournalEntry,
  condition: Finding['condition'],
): Finding => ({
  ...{ condition, reason: 'pushRefused', at, subject: target, message: refusal?.message },
});
