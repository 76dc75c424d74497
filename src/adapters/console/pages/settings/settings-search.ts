import { oneOf, textIn } from '../search-values.ts';

const parts = ['attributes', 'roles', 'sessions', 'account'] as const;
const forms = ['add', 'declare', 'rename', 'giveRole'] as const;

/** What the page of settings shows, as its address says it. */
export interface SettingsSearch {
  readonly part?: (typeof parts)[number];
  /** The custom attribute that is open, without `profile.`. */
  readonly attribute?: string;
  /** What is done: it is declared before it ever came, declared, or renamed; or a role is given to a group. */
  readonly form?: (typeof forms)[number];
}

export const settingsSearch = (said: Record<string, unknown>): SettingsSearch => ({
  part: oneOf(parts, said.part),
  attribute: textIn(said.attribute),
  form: oneOf(forms, said.form),
});
