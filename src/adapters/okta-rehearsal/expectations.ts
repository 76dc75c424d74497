import { isDeepStrictEqual } from 'node:util';
import type { Exchange } from './okta-client.ts';

/** What is wrong with an answer, in a sentence; absent when it is as expected. */
export type Expectation = (answer: Exchange) => string | undefined;

export const statusIs =
  (...expected: readonly number[]): Expectation =>
  ({ status }) =>
    expected.includes(status) ? undefined : `the status is ${status}, not ${expected.join(' or ')}`;

export const statusIsRefusal: Expectation = ({ status }) =>
  status >= 400 && status < 500 && status !== 401 && status !== 404 && status !== 429
    ? undefined
    : `the status is ${status}, not a refusal such as 400`;

/** @param path - member names joined by dots. */
export const bodyHas =
  (path: string, expected: unknown): Expectation =>
  ({ body }) => {
    const found = memberAt(body, path);
    return isDeepStrictEqual(found, expected)
      ? undefined
      : `"${path}" is ${JSON.stringify(found) ?? 'missing'}, not ${JSON.stringify(expected)}`;
  };

export const bodyHasText =
  (path: string): Expectation =>
  ({ body }) => {
    const found = memberAt(body, path);
    return typeof found === 'string' && found !== '' ? undefined : `"${path}" is missing`;
  };

/** A page's words. */
export const bodySays =
  (words: string): Expectation =>
  ({ body }) =>
    String(body).includes(words) ? undefined : `the page does not say ${JSON.stringify(words)}`;

/** Where a redirection leads, whatever the host. @param path - with which it ends. */
export const bodyIsAddress =
  (path: string): Expectation =>
  ({ body }) =>
    URL.parse(String(body))?.pathname.endsWith(path) ? undefined : `it leads to ${body}, not to …${path}`;

/** Okta stops without a word where these are strings. */
export const bodyHasWholeNumber =
  (path: string): Expectation =>
  ({ body }) => {
    const found = memberAt(body, path);
    return Number.isInteger(found)
      ? undefined
      : `"${path}" is ${JSON.stringify(found) ?? 'missing'}, not a whole number`;
  };

export const schemaIs =
  (urn: string): Expectation =>
  ({ body }) => {
    const found = memberAt(body, 'schemas');
    return Array.isArray(found) && found.includes(urn) ? undefined : `"schemas" does not name ${urn}`;
  };

export const bodyNeverHas =
  (secret: string): Expectation =>
  ({ body }) =>
    JSON.stringify(body ?? '').includes(secret) ? 'the password that was sent comes back' : undefined;

export const memberAt = (body: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (at, name) =>
        typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[name] : undefined,
      body,
    );
