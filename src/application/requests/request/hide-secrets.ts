import { hideTokens } from '../../access/token/token-text.ts';
import { ConfidentialAttributes } from './confidential-attributes.ts';

/**
 * A run of characters in which secrets are written down: 240 random bits and more in base64url or hex. Ids, which are
 * UUIDs, and names that people use are shorter. Only where a run begins is it looked for: from inside of each it took longer.
 */
const likeSecret = /(?<![\w-])[\w-]{40,}/g;

/** A text in which nobody can read a secret, wherever a client wrote one into it. */
export const hideSecrets = (text: string): string => hideTokens(text).replace(likeSecret, '…');

const passwords = new ConfidentialAttributes(new Set(['password']));

/** A filter, or what quotes one, without the passwords with which it compares: they may be any text. */
export const hidePasswords = (text: string): string =>
  /password/i.test(text) ? passwords.hideIn(text) : text;
