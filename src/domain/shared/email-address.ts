import { foldCase } from '../../criteria/fold-case.ts';
import { DomainError } from './domain-error.ts';

declare const brand: unique symbol;

/** An email address as it was first given, without blanks around it: neither letter case nor normal form are changed. */
export type EmailAddress = string & { readonly [brand]: 'EmailAddress' };

/** RFC 5321 section 4.5.3.1: a path is at most 256 octets with its angle brackets, a local part 64. */
const emailAddressBytesMax = 254;
const localPartBytesMax = 64;
/** No character has more in its decomposed form, in which an address may come. */
const codeUnitsMax = 4 * emailAddressBytesMax;

// Letters of all languages with their vowel signs and accents. Words of some have joiners in them that show nothing
// (RFC 5892 appendix A): behind a sign of an Indic script, and the non-joiner between letters of Arabic.
const joiners = '(?<=\\p{M})[\u200C\u200D](?=\\p{L})|(?<=\\p{Script=Arabic})\u200C(?=\\p{Script=Arabic})';
const localAtom = `(?:[\\p{L}\\p{N}\\p{M}!#$%&'*+/=?^_\`{|}~-]|${joiners})+`;
const label = `[\\p{L}\\p{N}](?:(?:[\\p{L}\\p{N}\\p{M}-]|${joiners})*[\\p{L}\\p{N}\\p{M}])?`;

// An address as people and directories write it: no quoted local parts, no comments, no address literals.
const emailAddressPattern = new RegExp(
  `^(?!\\p{M})${localAtom}(?:\\.(?!\\p{M})${localAtom})*@(?:${label}\\.)+${label}$`,
  'u',
);

/**
 * Checked in NFC, as RFC 6532 section 3.1 wants addresses.
 *
 * @throws DomainError `emailInvalid`, naming `attribute`.
 */
export function emailAddress(text: string, attribute: string): EmailAddress {
  const trimmed = text.trim();
  if (trimmed.length > codeUnitsMax || !isEmailAddress(trimmed.normalize('NFC'))) {
    throw new DomainError(
      'emailInvalid',
      `"${attribute}" must be an email address such as "ada@example.com", not ${JSON.stringify(text.slice(0, 80))}.`,
      { attribute },
    );
  }
  return trimmed as EmailAddress;
}

function isEmailAddress(text: string): boolean {
  const localPart = text.slice(0, text.lastIndexOf('@'));
  return (
    bytesIn(text) <= emailAddressBytesMax &&
    bytesIn(localPart) <= localPartBytesMax &&
    emailAddressPattern.test(text)
  );
}

const encoder = new TextEncoder();
const bytesIn = (text: string): number => encoder.encode(text).length;

/** Whether two addresses are the same mailbox for us: neither letter case nor normal form nor blanks around them count. */
export const sameEmailAddress = (left: string, right: string): boolean =>
  foldCase(left.trim()) === foldCase(right.trim());
