import type { Instant } from '../shared/instant.ts';

/** With whose key an identity provider signs. */
export type SigningCertificate = {
  /** DER in base64, as it stands in metadata. */
  readonly der: string;
  /** SHA-256 of it, in hex: what people compare. */
  readonly fingerprint: string;
  readonly subject: string;
  readonly notAfter: Instant;
};

/** Until when there is one that has not ended: providers publish the next one beside the one that ends. */
export const certificatesEnd = (certificates: readonly SigningCertificate[]): Instant | undefined =>
  certificates
    .map(({ notAfter }) => notAfter)
    .sort()
    .at(-1);
