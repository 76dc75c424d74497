import { quoted } from '../resource/quoted.ts';
import { ScimError, type ScimType } from '../scim-error.ts';

// What stands between spaces, brackets and strings: attribute paths, operators, literals.
const wordPattern = /[^\s()[\]"]+/y;
const spacePattern = /\s*/y;
// A JSON string (RFC 8259 section 7).
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids exactly these.
const stringPattern = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;

/** A cursor over the text of a filter or a path. */
export class Scanner {
  position = 0;

  constructor(
    readonly text: string,
    private readonly scimType: ScimType,
    charactersMax: number,
  ) {
    if (text.length <= charactersMax) return;
    const what = scimType === 'invalidFilter' ? 'filter' : 'path';
    const detail = `The ${what} has ${text.length} characters; allowed are at most ${charactersMax}.`;
    throw new ScimError(400, detail, scimType);
  }

  /** The next word, `''` where something else comes; the cursor stays. */
  peekWord(): string {
    this.take(spacePattern);
    const start = this.position;
    const word = this.take(wordPattern) ?? '';
    this.position = start;
    return word;
  }

  /** Steps over a word that `peekWord` has shown. */
  skip(word: string): void {
    this.position += word.length;
  }

  /** Steps over the character if it comes next. */
  takeCharacter(character: string): boolean {
    this.take(spacePattern);
    if (this.text[this.position] !== character) return false;
    this.position += 1;
    return true;
  }

  /** The JSON string that comes next, decoded; `undefined` where none does. */
  takeString(): string | undefined {
    this.take(spacePattern);
    const string = this.take(stringPattern);
    return string === undefined ? undefined : JSON.parse(string);
  }

  expectCharacter(character: string, expected: string): void {
    if (!this.takeCharacter(character)) throw this.error(expected);
  }

  expectEnd(expected: string): void {
    this.take(spacePattern);
    if (this.position < this.text.length) throw this.error(expected);
  }

  /** `at` counts from 0; people count from 1. */
  error(expected: string, at = this.position): ScimError {
    const rest = this.text.slice(at, at + 20);
    const found = rest === '' ? 'its end' : quoted(rest);
    const what = this.scimType === 'invalidFilter' ? 'filter' : 'path';
    const detail = `The ${what} is wrong at character ${at + 1}: expected ${expected}, found ${found}.`;
    return new ScimError(400, detail, this.scimType, at);
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    const match = pattern.exec(this.text)?.[0];
    if (match !== undefined) this.position += match.length;
    return match;
  }
}
