import { randomUUID } from 'node:crypto';
import { vi } from 'vitest';
import { unpacked } from '../../src/adapters/typeorm-persistence/requests/packed-text.ts';
import type { Application } from '../../src/application/application.ts';
import type { Caller } from '../../src/application/ports/caller.ts';
import type { RequestFilter, RequestStore, RequestToWrite } from '../../src/application/ports/request-log.ts';
import type { ExplainedRequest } from '../../src/application/requests/explanation/explained-request.ts';
import type { AccountId } from '../../src/domain/shared/identifiers.ts';
import { noon } from './agents.ts';

/** A request as the log keeps it, of which only what matters is said. */
export const loggedRequest = (
  accountId: AccountId,
  fields: Partial<RequestToWrite> = {},
): RequestToWrite => ({
  ...{ at: noon, accountId, requestId: randomUUID(), source: '203.0.113.7' },
  ...{ method: 'GET', path: '/scim/v2/Users', status: 200, milliseconds: 1.5, entries: [] },
  ...fields,
});

/** What writes the requests down. */
export const preparedRequests = (store: RequestStore, requests: readonly RequestToWrite[]) =>
  store.prepared(requests.map((request) => store.waiting(request)));

export async function writeRequests(store: RequestStore, requests: readonly RequestToWrite[]): Promise<void> {
  const write = await preparedRequests(store, requests);
  await write();
}

/** The newest requests first, once so many of them are written down. */
export const writtenRequests = (
  { listRequests }: Pick<Application, 'listRequests'>,
  caller: Caller,
  count: number,
  filter: RequestFilter = {},
): Promise<readonly ExplainedRequest[]> =>
  vi.waitFor(
    async () => {
      const { requests } = await listRequests(caller, { ...filter, limit: 200 });
      if (requests.length < count) throw new Error(`${requests.length} of ${count} requests are written.`);
      return requests;
    },
    { timeout: 10_000, interval: 100 },
  );

/** For `JSON.stringify` of rows: what is packed in them as a text in which something can be looked for. */
export const unpackedRequests = (column: string, value: unknown): unknown =>
  column === 'requests' && typeof value === 'string' ? unpacked(value) : value;
