import type {
  UnkeptAttribute,
  UnkeptAttributeChange,
} from '../../domain/profile-attribute/unkept-attribute.ts';

/** What directories sent to the scope's account and what is not kept. */
export interface UnkeptAttributeReader {
  /** All, by name. */
  list(): Promise<readonly UnkeptAttribute[]>;
}

export interface UnkeptAttributeRepository extends UnkeptAttributeReader {
  /**
   * Writes how often an attribute came, also where no event tells of it, and the events' journal entries, in the scope's
   * transaction.
   *
   * @throws ConcurrentChange when another transaction counted it in between.
   */
  store(change: UnkeptAttributeChange): Promise<void>;
}
