/** Makes and checks the secrets of API tokens. */
export interface TokenSecrets {
  /** 256 bits from a cryptographic source, as 43 characters of base64url. */
  generate(): string;
  /**
   * Another secret of 256 bits, as 43 characters of base64url: the same for the same purpose, and nobody who knows it knows
   * `secret` or what it gives for another purpose.
   */
  derive(secret: string, purpose: string): string;
  /** SHA-256 in hex. */
  hash(secret: string): string;
  /** Whether the secret has this hash; takes the same time wherever they differ. */
  matches(secret: string, hash: string): boolean;
}
