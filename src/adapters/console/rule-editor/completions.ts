import { compareOperators } from '../../../scim/filter/filter.ts';

/** What could stand where somebody is writing. */
export interface CompletionPlace {
  readonly of: 'attributes' | 'operators' | 'values';
  /** Where it begins in the text. */
  readonly from: number;
  /** What is written of it already. */
  readonly written: string;
  /** Of `values`: the attribute that they are of. */
  readonly attribute?: string;
}

const operators: readonly string[] = [...compareOperators, 'pr'];
const insideText = /([^\s()[\]"]+)\s+\w+\s+"((?:[^"\\]|\\.)*)$/;
const word = /[^\s()[\]"]*$/;
/** After these another attribute comes. */
const joining = /(?:^|[([]|\b(?:and|or|not))\s*$/i;
const afterAttribute = /(?:^|[([\s])[^\s()[\]"]+\s+$/;

/** What could be written at the end of a text that is the beginning of a rule; nothing where only `and` or `or` could. */
export function completionPlaceIn(before: string): CompletionPlace | undefined {
  const [, attribute, written = ''] = insideText.exec(before) ?? [];
  if (attribute !== undefined)
    return { of: 'values', from: before.length - written.length, written, attribute };
  const [begun = ''] = word.exec(before) ?? [];
  const from = before.length - begun.length;
  const earlier = before.slice(0, from);
  if (hasOpenText(earlier)) return undefined;
  if (joining.test(earlier)) return { of: 'attributes', from, written: begun };
  const isAfterOperator = operators.includes(lastWordOf(earlier).toLowerCase());
  if (isAfterOperator || !afterAttribute.test(earlier)) return undefined;
  return { of: 'operators', from, written: begun };
}

const lastWordOf = (text: string): string => /([^\s()[\]"]+)\s*$/.exec(text)?.[1] ?? '';

const hasOpenText = (text: string): boolean => (text.replace(/\\./g, '').split('"').length - 1) % 2 === 1;

const choicesMax = 8;

/** Those that begin as it is written, then those that have it anywhere; none where it is written out already. */
export function matching(choices: readonly string[], written: string): readonly string[] {
  const wanted = written.toLowerCase();
  if (choices.some((one) => one.toLowerCase() === wanted)) return [];
  const having = choices.filter((one) => one.toLowerCase().includes(wanted));
  const beginning = (one: string) => (one.toLowerCase().startsWith(wanted) ? 0 : 1);
  return having.toSorted((left, right) => beginning(left) - beginning(right)).slice(0, choicesMax);
}
