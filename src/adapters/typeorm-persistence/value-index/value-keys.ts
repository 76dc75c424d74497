import { millisecondsOf } from '../../../criteria/comparable.ts';
import type { Scalar } from '../../../criteria/field.ts';
import { foldCase } from '../../../criteria/fold-case.ts';

/** How many characters of a value its index key holds, the tag included; what is longer goes on in `value_rest`. */
export const keyCharactersMax = 200;

/** The characters that say of what type a key's value is; they are in the order in which types are sorted. */
export const tags = { boolean: 'b', number: 'n', text: 's', instant: 'd' } as const;

/** A value as the index holds it: keys of one type sort as their values do. */
export interface ValueKey {
  readonly key: string;
  readonly rest: string | null;
}

export function valueKey(value: Scalar): ValueKey {
  if (typeof value === 'boolean') return { key: tags.boolean + Number(value), rest: null };
  if (typeof value === 'number') return { key: tags.number + sortableNumber(value), rest: null };
  return textKey(foldCase(value));
}

/** The key of a text in the form in which it is compared. */
export function textKey(folded: string): ValueKey {
  const text = tags.text + folded;
  if (text.length <= keyCharactersMax) return { key: text, rest: null };
  const characters = [...text];
  if (characters.length <= keyCharactersMax) return { key: text, rest: null };
  return {
    key: characters.slice(0, keyCharactersMax).join(''),
    rest: characters.slice(keyCharactersMax).join(''),
  };
}

/** Whether a key may be the beginning of a longer text. */
export const isFullKey = (key: string): boolean =>
  key.length >= keyCharactersMax && [...key].length === keyCharactersMax;

/** The key of a date or a date and time, beside that of its text; `undefined` for any other value. */
export function instantKey(value: Scalar): ValueKey | undefined {
  const milliseconds = typeof value === 'string' ? millisecondsOf(value) : undefined;
  return milliseconds === undefined
    ? undefined
    : { key: tags.instant + sortableNumber(milliseconds), rest: null };
}

/** Under which path instants stand, beside their texts. */
export const instantPath = (path: string): string => `${path}#instant`;

/** Under which path texts stand as they were written, beside their folded forms. */
export const exactPath = (path: string): string => `${path}#exact`;

/** The bits of an IEEE 754 double, turned so that they sort as the numbers do, in 16 hexadecimal digits. */
export function sortableNumber(number: number): string {
  const view = new DataView(new ArrayBuffer(8));
  // Without this, zero and minus zero would be two numbers.
  view.setFloat64(0, number === 0 ? 0 : number);
  const bits = view.getBigUint64(0);
  const sortable = bits >> 63n === 1n ? BigInt.asUintN(64, ~bits) : bits | (1n << 63n);
  return sortable.toString(16).padStart(16, '0');
}

const lastCharacter = 0x10ffff;

/** The least text that is greater than every text that begins with `prefix`; `undefined` where there is none. */
export function afterPrefix(prefix: string): string | undefined {
  const characters = [...prefix];
  for (let last = characters.pop(); last !== undefined; last = characters.pop()) {
    const codePoint = last.codePointAt(0) ?? 0;
    if (codePoint >= lastCharacter) continue;
    // Surrogates are no characters.
    return characters.join('') + String.fromCodePoint(codePoint === 0xd7ff ? 0xe000 : codePoint + 1);
  }
  return undefined;
}
