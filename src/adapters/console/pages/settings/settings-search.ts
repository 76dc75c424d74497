import { oneOf, textIn } from '../search-values.ts';

const parts = ['attributes', 'roles', 'sessions', 'account'] as const;
const attributeForms = ['add', 'declare', 'rename'] as const;

/** What the page of settings shows, as its address says it. */
export interface SettingsSearch {
  readonly part?: (typeof parts)[number];
  /** The custom attribute that is open, without `profile.`. */
  readonly attribute?: string;
  /** What is done with it: it is declared before it ever came, declared, or renamed. */
  readonly form?: (typeof attributeForms)[number];
}

export const settingsSearch = (said: Record<string, unknown>): SettingsSearch => ({
  part: oneOf(parts, said.part),
  attribute: textIn(said.attribute),
  form: oneOf(attributeForms, said.form),
});
