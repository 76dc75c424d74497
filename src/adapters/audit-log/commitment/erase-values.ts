import type { RecordedJournalEntry } from '../../../application/ports/event-feed.ts';
import type { JsonValue } from '../../../criteria/json.ts';
import { pointerStep } from './json-pointer.ts';
import { isSalted, statement } from './leaf-data.ts';
import { erasedAs, type Opening, saltedHash, valueSalt } from './opening.ts';

interface OpenedEntry {
  readonly entry: RecordedJournalEntry;
  readonly opening: Opening;
}

/**
 * The entry without some of its values. Its leaf stays the same: the opening keeps the hashes of what went, and of the
 * salts only those of what stays.
 *
 * @param pointers - of the values that go. Others than texts and numbers, and those that are committed to as they are, stay.
 * @returns `undefined` where nothing of it goes.
 */
export function eraseValues(
  { entry, opening }: OpenedEntry,
  pointers: ReadonlySet<string>,
): OpenedEntry | undefined {
  const gone = 'hashes' in opening ? opening.hashes : {};
  const salts: Record<string, string> = {};
  const hashes: Record<string, string> = { ...gone };
  let erases = false;
  const kept = (value: unknown, pointer: string): unknown => {
    if (isSalted(value, pointer)) {
      if (Object.hasOwn(gone, pointer)) return value;
      if (!pointers.has(pointer)) {
        const salt = valueSalt(opening, pointer);
        if (salt !== undefined) salts[pointer] = salt.toString('base64');
        return value;
      }
      erases = true;
      hashes[pointer] = saltedHash(opening, pointer, value) ?? '';
      return erasedAs(value);
    }
    if (Array.isArray(value))
      return value.map((element, index) => kept(element, pointer + pointerStep(index)));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key, kept(member, pointer + pointerStep(key))]),
    );
  };
  const { version: _, ...rest } = kept(statement(entry), '') as Record<string, JsonValue>;
  return erases ? { entry: rest as unknown as RecordedJournalEntry, opening: { salts, hashes } } : undefined;
}
