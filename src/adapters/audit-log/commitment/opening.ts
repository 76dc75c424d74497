import { erasedText } from '../../../application/ports/erasure-repository.ts';
import { hmacSha256 } from './hmac-sha256.ts';

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
 * @returns `undefined` where the opening does not know the value: something was added to an entry after it was sealed, or
 * written in the place of what was erased, where no value is proved.
 */
export function saltedHash(opening: Opening, pointer: string, value: string | number): string | undefined {
  if ('hashes' in opening && Object.hasOwn(opening.hashes, pointer))
    return value === erasedAs(value) ? opening.hashes[pointer] : undefined;
  const salt = valueSalt(opening, pointer);
  return salt && hmacSha256(salt, jsonOf(value)).toString('base64');
}

/** Whether values of the entry were erased. */
export const hasErased = (opening: Opening): boolean =>
  'hashes' in opening && Object.keys(opening.hashes).length > 0;

/** What stands in the place of a value that was erased. */
export const erasedAs = (value: string | number): string | number =>
  typeof value === 'number' ? 0 : erasedText;

/** As RFC 8785 writes it. It refuses half a surrogate pair, and an entry that cannot be sealed would hold up all others. */
const jsonOf = (value: string | number): string =>
  JSON.stringify(typeof value === 'string' ? value.toWellFormed() : value);

/** The salt of one value, 32 bytes. */
export function valueSalt(opening: Opening, pointer: string): Buffer | undefined {
  if ('salt' in opening) return hmacSha256(opening.salt, pointer);
  return Object.hasOwn(opening.salts, pointer)
    ? Buffer.from(opening.salts[pointer] ?? '', 'base64')
    : undefined;
}
