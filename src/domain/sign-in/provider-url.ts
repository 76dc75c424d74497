import { DomainError } from '../shared/domain-error.ts';

const urlCharactersMax = 1024;
const charactersShown = 80;

/**
 * Whether an identity provider may be asked at this address: `https`, without user and password. On this machine itself,
 * where nobody listens in between, `http` does as well.
 */
export const isProviderUrl = ({ protocol, hostname, username, password }: URL): boolean =>
  username === '' &&
  password === '' &&
  (protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname)));

/** Whether it names this machine itself. */
export const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);

/**
 * An address of an identity provider, as it was given.
 *
 * @param attribute - what it is the value of, for whoever gave it.
 * @throws DomainError `ssoSettingsInvalid`.
 */
export function providerUrl(text: string, attribute: string): string {
  const url = text.length <= urlCharactersMax ? URL.parse(text) : null;
  if (url !== null && isProviderUrl(url) && url.hash === '') return text;
  throw new DomainError(
    'ssoSettingsInvalid',
    `"${attribute}" must be an https address without user and password, not ${JSON.stringify(text.slice(0, charactersShown).toWellFormed())}.`,
    { attribute },
  );
}
