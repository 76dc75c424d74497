import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  BatchedRequestLog,
  type RequestLogBounds,
} from '../../../src/adapters/node-runtime/batched-request-log.ts';
import { SystemClock } from '../../../src/adapters/node-runtime/system-clock.ts';
import type { OpenStorage } from '../../../src/adapters/typeorm-persistence/open-storage.ts';
import { serviceAccountId } from '../../../src/application/ports/caller.ts';
import type { RequestToWrite, WaitingRequest } from '../../../src/application/ports/request-log.ts';
import { type AccountId, accountId } from '../../../src/domain/shared/identifiers.ts';
import { instantOf, instantPlus } from '../../../src/domain/shared/instant.ts';
import { noon } from '../../support/agents.ts';
import { applicationOn } from '../../support/application-on.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { loggedRequest, preparedRequests, writeRequests } from '../../support/logged-requests.ts';
import { openDatabase, stageOn } from '../../support/open-storage.ts';
import { callerIn } from '../../support/stored-agents.ts';

const soon = () => performance.now() + 10_000;
const anAccount = () => accountId(randomUUID());

function logOn({ requestStore }: OpenStorage, bounds?: RequestLogBounds) {
  const told: unknown[][] = [];
  const tell = (...what: unknown[]) => void told.push(what);
  const log = new BatchedRequestLog(requestStore, new SystemClock(), { warn: tell, error: tell }, bounds);
  return { log, told };
}

onEachDatabase('the request log', (product) => {
  const stage = stageOn(product);
  const requestsOf = (account: AccountId) =>
    stage().storage.unitOfWork.read(callerIn(account), ({ requests }) => requests.list({ limit: 200 }));

  test('writes each request once, into its own account, and those of none into that of the service', async () => {
    const { log, told } = logOn(stage().storage);
    const [ours, theirs] = [anAccount(), anAccount()];
    for (let index = 0; index < 120; index++) {
      log.record(loggedRequest(ours, { at: instantPlus(noon, index) }));
      log.record(loggedRequest(theirs, { at: instantPlus(noon, index) }));
    }
    const requestId = randomUUID();
    log.record({ ...loggedRequest(ours), accountId: undefined, requestId });
    await log.close(soon());
    for (const account of [ours, theirs]) {
      const { requests } = await requestsOf(account);
      const times = requests.map(({ at }) => at);
      expect(times).toEqual(Array.from({ length: 120 }, (_, index) => instantPlus(noon, 119 - index)));
      expect(requests.every((request) => request.accountId === account)).toBe(true);
    }
    const { requests: ofService } = await requestsOf(serviceAccountId);
    expect(ofService.map((request) => request.requestId)).toContain(requestId);
    expect(told).toEqual([]);
  });

  test('writes each request once where its next time comes while it closes', async () => {
    const { requestStore } = stage().storage;
    const slow = {
      bodiesKept: requestStore.bodiesKept.bind(requestStore),
      waiting: requestStore.waiting.bind(requestStore),
      prepared: async (requests: readonly WaitingRequest[]) => {
        await pause(500);
        return requestStore.prepared(requests);
      },
    };
    const log = new BatchedRequestLog(slow, new SystemClock(), { warn: () => {}, error: () => {} });
    const account = anAccount();
    log.record(loggedRequest(account));
    await log.close(soon());
    await pause(500);
    expect((await requestsOf(account)).requests).toHaveLength(1);
  });

  test('writes few transactions, however many requests come while it writes', async () => {
    const { requestStore } = stage().storage;
    const sizes: number[] = [];
    const counted = {
      bodiesKept: requestStore.bodiesKept.bind(requestStore),
      waiting: requestStore.waiting.bind(requestStore),
      prepared: (requests: readonly WaitingRequest[]) => {
        sizes.push(requests.length);
        // Whoever asks meanwhile does not wait for what is written.
        for (let more = 0; more < 5 && sizes.length < 50; more++) log.record(loggedRequest(account));
        return requestStore.prepared(requests);
      },
    };
    const log = new BatchedRequestLog(counted, new SystemClock(), { warn: () => {}, error: () => {} });
    const account = anAccount();
    log.record(loggedRequest(account));
    await vi.waitFor(async () => expect((await requestsOf(account)).requests).not.toEqual([]), 10_000);
    await pause(500);
    expect(sizes.length).toBeLessThan(10);
    await log.close(soon());
    expect((await requestsOf(account)).requests.length).toBeGreaterThan(1);
  });

  test('writes what waits by itself, a while later', async () => {
    const { log } = logOn(stage().storage);
    const account = anAccount();
    log.record(loggedRequest(account));
    await vi.waitFor(async () => expect((await requestsOf(account)).requests).toHaveLength(1), 10_000);
    await log.close(soon());
  });

  test.each([
    ['in number', () => ({ requestsMax: 10, charactersMax: 1e9 })],
    ['in size', (each: number) => ({ requestsMax: 1e9, charactersMax: 10 * each })],
  ])(
    'is bounded %s, counts what finds no room, and says so where it would have stood',
    async (_, boundsOf) => {
      const [ours, theirs] = [anAccount(), anAccount()];
      const { characters } = stage().storage.requestStore.waiting(loggedRequest(ours));
      const { log } = logOn(stage().storage, boundsOf(characters));
      for (let index = 0; index < 30; index++)
        log.record(loggedRequest(ours, { at: instantPlus(noon, index) }));
      log.record(loggedRequest(theirs));
      await vi.waitFor(async () => expect((await requestsOf(theirs)).requests).toHaveLength(1), 10_000);
      await log.close(soon());
      const { requests } = await requestsOf(ours);
      const [gap, ...others] = requests;
      expect(others).toHaveLength(10);
      expect(gap).toMatchObject({ lost: 20, at: instantPlus(noon, 10) });
      expect((await requestsOf(theirs)).requests).toMatchObject([{ lost: 1 }]);
      expect(log.load).toEqual({ waiting: 0, lost: 21 });
    },
  );

  test('knows within seconds what of kept bodies has become confidential, also where nobody asks for anything', async () => {
    const { log } = logOn(stage().storage);
    const { openAccount, keepRequestBodies, declareProfileAttribute } = applicationOn(stage().storage);
    const caller = callerIn((await openAccount(callerIn(), { name: 'Acme' })).state.id);
    const id = caller.accountId;
    const until = instantOf(new Date(Date.now() + 3_600_000));
    await keepRequestBodies(caller, { until });
    log.record(loggedRequest(id));
    const confidential = (...names: readonly string[]) =>
      vi.waitFor(() => expect(log.bodiesKept(id)).toEqual({ until, confidential: new Set(names) }), 20_000);
    await confidential();
    await declareProfileAttribute(caller, { name: 'Badge', declaration: { confidential: true } });
    await confidential('badge');
    await log.close(soon());
  });

  test('a batch that is written a second time changes nothing', async () => {
    const account = anAccount();
    const write = await preparedRequests(stage().storage.requestStore, [
      loggedRequest(account),
      loggedRequest(account),
    ]);
    await write();
    await write();
    expect((await requestsOf(account)).requests).toHaveLength(2);
  });

  test('deletes what is older than its days in steps, with the names under which it was found', async () => {
    const { unitOfWork, requestStore } = stage().storage;
    const account = anAccount();
    const at = (index: number) => instantPlus(noon, index * 11_000);
    const requests = Array.from({ length: 45 }, (_, index) =>
      loggedRequest(account, { at: at(index), status: 404, requestId: 'same' }),
    );
    await writeRequests(requestStore, requests);
    const forget = () => unitOfWork.transact(callerIn(account), (scope) => scope.requests.forget(at(44)));
    expect([await forget(), await forget(), await forget()]).toEqual([true, true, false]);
    expect((await requestsOf(account)).requests).toHaveLength(1);
    const found = await unitOfWork.read(callerIn(account), (scope) =>
      scope.requests.list({ limit: 50, requestId: 'same', failed: true }),
    );
    expect(found.requests).toHaveLength(1);
  });

  test('a request is found by the time that its id tells, however many came behind it', async () => {
    const account = anAccount();
    const requests = Array.from({ length: 130 }, (_, index) => {
      const at = instantPlus(noon, index * 11_000);
      const time = Date.parse(at).toString(16).padStart(12, '0');
      const requestId = `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${String(index).padStart(12, '0')}`;
      return loggedRequest(account, { at, requestId });
    });
    await writeRequests(stage().storage.requestStore, requests);
    for (const { requestId } of [requests[0], requests[64], requests[129]].filter(
      (one) => one !== undefined,
    )) {
      const asked = { limit: 10, requestId, since: undefined, until: undefined };
      const { requests: found } = await stage().storage.unitOfWork.read(callerIn(account), (scope) =>
        scope.requests.list(asked),
      );
      expect(found).toMatchObject([{ requestId }]);
    }
  });

  test('a page ends early where little is found, and leads on to the rest', async () => {
    const account = anAccount();
    const requests = Array.from({ length: 150 }, (_, index) =>
      loggedRequest(account, { at: instantPlus(noon, index * 11_000), status: index === 0 ? 204 : 200 }),
    );
    await writeRequests(stage().storage.requestStore, requests);
    const list = (before?: { at: typeof noon; id: string }) =>
      stage().storage.unitOfWork.read(callerIn(account), (scope) =>
        scope.requests.list({ limit: 10, status: 204, before }),
      );
    const first = await list();
    expect(first.requests).toEqual([]);
    expect((await list(first.next)).requests).toHaveLength(1);
  });
});

describe('by a clock that stands still', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

  /** A log into a store that only counts what each transaction writes. */
  function countingLog() {
    const sizes: number[] = [];
    const store = {
      bodiesKept: async () => new Map(),
      waiting: (request: RequestToWrite) => ({ ...request, characters: 1 }),
      prepared:
        async ({ length }: readonly WaitingRequest[]) =>
        async () =>
          void sizes.push(length),
    };
    const log = new BatchedRequestLog(store, new SystemClock(), { warn: () => {}, error: () => {} });
    const account = anAccount();
    const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);
    const record = (count: number) => {
      for (let index = 0; index < count; index++) log.record(loggedRequest(account));
    };
    /** As many requests in each of so many tenths of a second. */
    const load = async (count: number, tenths: number) => {
      for (let tenth = 0; tenth < tenths; tenth++) {
        record(count);
        await pass(100);
      }
    };
    return { sizes, pass, record, load };
  }

  test('few requests are written soon, also one after the other', async () => {
    const { sizes, pass, record } = countingLog();
    await pass(60_000);
    record(1);
    await pass(200);
    expect(sizes).toEqual([1]);
    await pass(100);
    record(2);
    await pass(200);
    expect(sizes).toEqual([1, 2]);
  });

  test('while many come, those of a second are written together, and soon again once there is silence', async () => {
    const { sizes, pass, record, load } = countingLog();
    await load(30, 100);
    expect(sizes.length).toBeLessThanOrEqual(12);
    await pass(5_000);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(3_000);
    sizes.length = 0;
    record(1);
    await pass(200);
    expect(sizes).toEqual([1]);
  });

  test('a whole batch waits for nothing', async () => {
    const { sizes, pass, record } = countingLog();
    record(2_000);
    await pass(0);
    expect(sizes).toEqual([1_000, 1_000]);
  });
});

describe('while the database is away', () => {
  test('nobody waits, memory is bounded, and the operator is told how many were lost', async () => {
    const storage = openDatabase('mysql://nobody:x@127.0.0.1:1/none');
    const { log, told } = logOn(storage, { requestsMax: 100, charactersMax: 1e9 });
    const account = anAccount();
    const begun = process.memoryUsage().heapUsed;
    for (let index = 0; index < 200_000; index++) log.record(loggedRequest(account));
    globalThis.gc?.();
    expect(process.memoryUsage().heapUsed - begun).toBeLessThan(200_000_000);
    await log.close(performance.now() + 2_000);
    expect(told).toEqual([['Requests were not written to the request log', { requests: 200_000 }]]);
    expect(log.load.lost).toBe(200_000);
    await storage.storage.close();
  });
});
