export interface IdentifierSource {
  /** A new UUID, version 7: ids made later sort later. */
  next(): string;
}
