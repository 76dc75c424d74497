import type { KnownProfileAttribute } from '../../domain/agent/known-profile-attribute.ts';

/** The custom attributes of the scope's account. */
export interface ProfileAttributeReader {
  /** All that any agent ever had, by name. */
  list(): Promise<readonly KnownProfileAttribute[]>;
}
