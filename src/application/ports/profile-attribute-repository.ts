import type { Scalar } from '../../criteria/field.ts';
import type { KnownProfileAttribute } from '../../domain/profile-attribute/known-profile-attribute.ts';
import type { ProfileAttributeChange } from '../../domain/profile-attribute/profile-attribute.ts';

/** How much an attribute is used. */
export interface ProfileAttributeUsage {
  /** How many agents have it. */
  readonly agents: number;
  /** Its values and how many agents have each, the most common first; ten at most. */
  readonly commonValues: readonly { readonly value: Scalar; readonly agents: number }[];
}

/** The custom attributes of the scope's account; names in any letter case. */
export interface ProfileAttributeReader {
  /** All that any agent ever had or that were declared, by name. */
  list(): Promise<readonly KnownProfileAttribute[]>;
  find(name: string): Promise<KnownProfileAttribute | undefined>;
  /** Counts agents: the more have the attribute, the longer it takes. */
  usage(name: string): Promise<ProfileAttributeUsage>;
}

export interface ProfileAttributeRepository extends ProfileAttributeReader {
  /**
   * Writes what was decided about an attribute and its events' journal entries, in the scope's transaction.
   *
   * @throws DomainError `attributeTooLarge` where the account would have too many attributes.
   */
  store(change: ProfileAttributeChange): Promise<void>;
}
