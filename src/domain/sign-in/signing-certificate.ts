import { type Instant, instantPlus } from '../shared/instant.ts';

/** With whose key an identity provider signs. */
export type SigningCertificate = {
  /** DER in base64, as it stands in metadata. */
  readonly der: string;
  /** SHA-256 of it, in hex: what people compare. */
  readonly fingerprint: string;
  readonly subject: string;
  readonly notAfter: Instant;
};

/** How many days ahead the end of certificates is told. */
const warningDays = [30, 14, 7, 1] as const;
const dayMilliseconds = 86_400_000;

/** Until when there is one that has not ended: providers publish the next one beside the one that ends. */
export const certificatesEnd = (certificates: readonly SigningCertificate[]): Instant | undefined =>
  certificates
    .map(({ notAfter }) => notAfter)
    .sort()
    .at(-1);

/** Whether the end is so near, or past, that people should hear of it whenever they look. */
export const endsSoon = (end: Instant, at: Instant): boolean =>
  end <= instantPlus(at, warningDays[0] * dayMilliseconds);

/** Whether one of the days on which the end is told, or the end itself, lies after `from` and not after `to`. */
export const isToldBetween = (end: Instant, from: Instant, to: Instant): boolean =>
  [...warningDays, 0].some((days) => {
    const told = instantPlus(end, -days * dayMilliseconds);
    return from < told && told <= to;
  });
