import { useMayDo } from '../api/caller.ts';
import { entries } from '../entries/entries.ts';
import type { ConsolePath } from '../paths.ts';

/** Something that the palette leads to. */
export interface Choice {
  readonly key: string;
  readonly name: string;
  readonly about: string;
  readonly to: ConsolePath;
  readonly params?: Readonly<Record<string, string>>;
}

/** What is called so, pages first. */
export function useChoices(text: string): readonly Choice[] {
  const mayDo = useMayDo();
  const wanted = text.trim().toLowerCase();
  return entries
    .filter(({ permission }) => mayDo(permission))
    .filter(({ name, question }) => `${name} ${question}`.toLowerCase().includes(wanted))
    .map(({ path, name, question }) => ({ key: path, name, about: question, to: path }));
}
