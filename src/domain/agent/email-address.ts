import { foldCase } from '../../criteria/fold-case.ts';
import { DomainError } from '../shared/domain-error.ts';

declare const brand: unique symbol;

/** An email address in the letter case in which it was first given. */
export type EmailAddress = string & { readonly [brand]: 'EmailAddress' };

/** RFC 5321 section 4.5.3.1: a path is at most 256 octets with its angle brackets, a local part 64. */
const emailAddressBytesMax = 254;
const localPartBytesMax = 64;

// An address as people and directories write it: no quoted local parts, no comments, no address literals.
const emailAddressPattern =
  /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?$/u;

/** @throws DomainError `emailInvalid`, naming `attribute`. */
export function emailAddress(text: string, attribute: string): EmailAddress {
  const localPart = text.slice(0, text.lastIndexOf('@'));
  const bytes = new TextEncoder().encode(text).length;
  if (
    bytes > emailAddressBytesMax ||
    new TextEncoder().encode(localPart).length > localPartBytesMax ||
    !emailAddressPattern.test(text)
  ) {
    throw new DomainError(
      'emailInvalid',
      `"${attribute}" must be an email address such as "ada@example.com", not ${JSON.stringify(text.slice(0, 80))}.`,
      { attribute },
    );
  }
  return text as EmailAddress;
}

/** Whether two addresses are the same mailbox for us: letter case does not count. */
export const sameEmailAddress = (left: string, right: string): boolean => foldCase(left) === foldCase(right);
