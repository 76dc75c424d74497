import { oneOf, textIn } from '../search-values.ts';

const settingsParts = ['attributes', 'roles', 'sessions', 'account'] as const;

export type SettingsPart = (typeof settingsParts)[number];

/** What the page of settings shows, as its address says it. */
export interface SettingsSearch {
  readonly part?: SettingsPart;
  /** The custom attribute that is open, without `profile.`. */
  readonly attribute?: string;
}

export const settingsSearch = (said: Record<string, unknown>): SettingsSearch => ({
  part: oneOf(settingsParts, said.part),
  attribute: textIn(said.attribute),
});
