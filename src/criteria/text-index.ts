/** Longer texts are looked up by so many characters of them. */
const charactersMax = 32;
/** A text within a longer one is found as fast as so many places are passed over. */
const charactersPerEntry = 8;

/** Where a text that is looked up stands in the one that is asked. */
export type TextPlace = 'startsWith' | 'endsWith' | 'contains';

/** Finds entries by texts that stand somewhere in another. None of them is empty. */
export class TextIndex<Entry> {
  private readonly byText = new Map<string, Entry[]>();
  /** By the code unit with which they begin: most places of a text begin none of them. */
  private readonly lengths = new Map<number, Set<number>>();

  constructor(private readonly place: TextPlace) {}

  add(text: string, entry: Entry): void {
    const key = this.place === 'endsWith' ? text.slice(-charactersMax) : text.slice(0, charactersMax);
    const begun = this.lengths.get(key.charCodeAt(0)) ?? new Set();
    this.lengths.set(key.charCodeAt(0), begun.add(key.length));
    append(this.byText, key, entry);
  }

  /** Adds all entries whose text stands in this one, and perhaps others. */
  addCandidates(to: Set<Entry>, text: string): void {
    if (this.byText.size === 0) return;
    // To look at each place of a long text takes longer than to ask each of a few entries.
    if (this.place === 'contains' && text.length > this.byText.size * charactersPerEntry) {
      for (const entries of this.byText.values()) addAll(to, entries);
      return;
    }
    const last = this.place === 'startsWith' ? 0 : text.length - 1;
    for (
      let at = this.place === 'endsWith' ? Math.max(0, text.length - charactersMax) : 0;
      at <= last;
      at++
    ) {
      for (const length of this.lengths.get(text.charCodeAt(at)) ?? none) {
        if (this.place === 'endsWith' && at + length !== text.length) continue;
        addAll(to, this.byText.get(text.slice(at, at + length)));
      }
    }
  }
}

const none: readonly number[] = [];

export function addAll<Entry>(to: Set<Entry>, entries: readonly Entry[] | undefined): void {
  if (entries !== undefined) for (const entry of entries) to.add(entry);
}

export function append<Key, Entry>(to: Map<Key, Entry[]>, key: Key, entry: Entry): void {
  const known = to.get(key);
  if (known === undefined) to.set(key, [entry]);
  else known.push(entry);
}
