import { createHmac } from 'node:crypto';

/** Of the salt of an entry. */
export const saltBytes = 16;

/**
 * What opens an entry's commitment: with it, and the entry, everybody can work out the leaf.
 *
 * As long as nothing of the entry was erased, that is one salt. Afterwards it is the salt of each value that stays and the
 * hash of each that went, by JSON pointer: the entry's salt would let everybody guess what went.
 */
export type Opening =
  /** {@link saltBytes} random bytes. */
  | { readonly salt: Uint8Array }
  | {
      /** 32 bytes each, in base64. */
      readonly salts: Readonly<Record<string, string>>;
      /** 32 bytes each, in base64. */
      readonly hashes: Readonly<Record<string, string>>;
    };

/**
 * The salted hash of one value, in base64: HMAC-SHA-256 under the value's salt, which is the HMAC-SHA-256 of the value's
 * pointer under the entry's salt.
 *
 * @param pointer - where the value stands in the entry (RFC 6901).
 * @returns `undefined` where the opening does not know the value: something was added to an entry after it was sealed.
 */
export function saltedHash(opening: Opening, pointer: string, value: string | number): string | undefined {
  if ('hashes' in opening && Object.hasOwn(opening.hashes, pointer)) return opening.hashes[pointer];
  const salt = valueSalt(opening, pointer);
  return salt && createHmac('sha256', salt).update(jsonOf(value)).digest('base64');
}

/** As RFC 8785 writes it. It refuses half a surrogate pair, and an entry that cannot be sealed would hold up all others. */
const jsonOf = (value: string | number): string =>
  JSON.stringify(typeof value === 'string' ? value.toWellFormed() : value);

/** The salt of one value, 32 bytes. */
export function valueSalt(opening: Opening, pointer: string): Buffer | undefined {
  if ('salt' in opening) return createHmac('sha256', opening.salt).update(pointer).digest();
  return Object.hasOwn(opening.salts, pointer)
    ? Buffer.from(opening.salts[pointer] ?? '', 'base64')
    : undefined;
}
