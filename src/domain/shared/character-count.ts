const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** The characters of a text as people count them (UAX #29): an emoji or a letter with its accents is one. */
export function* charactersOf(text: string): Generator<string> {
  for (const { segment } of graphemes.segment(text)) yield segment;
}

/** How many characters people count. */
export const charactersIn = (text: string): number => countOf(charactersOf(text));

/** How many characters databases count: code points, of which one that people see may have several. */
export const codePointsIn = (text: string): number => countOf(text);

// No text has more of them than it has code units, so most need not be counted.
export const hasMoreCharacters = (text: string, max: number): boolean =>
  text.length > max && charactersIn(text) > max;

export const hasMoreCodePoints = (text: string, max: number): boolean =>
  text.length > max && codePointsIn(text) > max;

function countOf(parts: Iterable<string>): number {
  let count = 0;
  for (const _ of parts) count += 1;
  return count;
}
