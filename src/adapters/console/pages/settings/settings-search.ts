import { oneOf, textIn } from '../search-values.ts';

const parts = ['attributes', 'roles', 'sessions', 'account'] as const;

/** What the page of settings shows, as its address says it. */
export interface SettingsSearch {
  readonly part?: (typeof parts)[number];
  /** The custom attribute that is open, without `profile.`. */
  readonly attribute?: string;
}

export const settingsSearch = (said: Record<string, unknown>): SettingsSearch => ({
  part: oneOf(parts, said.part),
  attribute: textIn(said.attribute),
});
