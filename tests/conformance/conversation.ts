import { globSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { ScimAnswer, ScimClient } from '../support/scim-client.ts';

interface RecordedExchange {
  readonly title: string;
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly status: number;
  /** Name → path in the answer, for `{{name}}` from there on. */
  readonly capture?: Readonly<Record<string, string>>;
  /** What the answer has, among other things. */
  readonly answer?: object;
  /** Paths that the answer does not have. */
  readonly absent?: readonly string[];
}

export interface Conversation {
  readonly about: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodyHeaders: Readonly<Record<string, string>>;
  readonly exchanges: readonly RecordedExchange[];
}

const fixtures = new URL('../fixtures/', import.meta.url);

/** All that are recorded, such as `okta/wizard-application`. */
export const conversations: readonly string[] = globSync('*/*.json', {
  cwd: fixtures,
  exclude: ['database-*/*'],
})
  .map((path) => path.replace(/\.json$/, ''))
  .sort();

/** @param name - one of the above. */
export const recorded = (name: string): Conversation =>
  JSON.parse(readFileSync(new URL(`${name}.json`, fixtures), 'utf8'));

/**
 * Sends the conversation's requests in their order and checks each answer.
 *
 * @param given - what placeholders stand for from the start, such as `{{token}}`.
 */
export async function replay(
  conversation: Conversation,
  client: ScimClient,
  given: Readonly<Record<string, string>> = {},
): Promise<readonly ScimAnswer[]> {
  const known: Record<string, string> = { ...given };
  const answers: ScimAnswer[] = [];
  for (const exchange of conversation.exchanges) {
    const { method, path, body } = filled(exchange, known);
    const sent = { ...conversation.headers, ...(body === undefined ? {} : conversation.bodyHeaders) };
    const headers = filled(sent, known);
    const answer = await client.send(method, path, { body, headers });
    answers.push(answer);
    for (const [name, at] of Object.entries(exchange.capture ?? {})) known[name] = valueAt(answer.body, at);
    check(filled(exchange, known), answer);
  }
  return answers;
}

function check(
  { title, status, answer: expected = {}, absent = [] }: RecordedExchange,
  answer: ScimAnswer,
): void {
  expect(answer.status, `${title}: ${answer.text}`).toBe(status);
  expect(answer.body, title).toMatchObject(expected);
  for (const path of absent) expect(valueAt(answer.body, path), `${title}: ${path}`).toBeUndefined();
  if (status === 204) return;
  expect(answer.headers['content-type'], title).toBe('application/scim+json');
  if (status >= 400) expect(answer.body.detail, title).toMatch(/./);
}

const filled = <Part>(part: Part, known: Readonly<Record<string, string>>): Part =>
  JSON.parse(
    JSON.stringify(part).replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) => known[name] ?? placeholder),
  );

/** Names are joined by dots; a URN, which has dots of its own, comes first. */
function valueAt(body: unknown, path: string): string {
  const [, urn, rest = ''] = /^(urn:.*:User)?\.?(.*)$/.exec(path) ?? [];
  const names = [...(urn === undefined ? [] : [urn]), ...(rest === '' ? [] : rest.split('.'))];
  return names.reduce<unknown>(
    (at, name) => (at as Record<string, unknown> | undefined)?.[name],
    body,
  ) as string;
}
