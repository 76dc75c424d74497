import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { SignInRepository } from '../../src/application/ports/sign-in-repository.ts';
import { instantPlus } from '../../src/domain/shared/instant.ts';
import { ssoConnectionId } from '../../src/domain/sign-in/sso-connection.ts';
import { noon } from '../support/agents.ts';
import { administer, onEachDatabase } from '../support/databases.ts';
import { stageOn } from '../support/open-storage.ts';
import { callerIn } from '../support/stored-agents.ts';

const minute = 60_000;
const soon = instantPlus(noon, 10 * minute);

onEachDatabase('a sign-in', (product) => {
  const stage = stageOn(product);
  const connectionId = ssoConnectionId(randomUUID());
  const inAccount = (caller = callerIn()) => ({
    transact: <Result>(work: (signIns: SignInRepository) => Promise<Result>) =>
      stage().storage.unitOfWork.transact(caller, ({ signIns }) => work(signIns)),
  });
  const signIn = (requestHash: string, fields = {}) => ({
    ...{ requestHash, browserHash: 'chromium', connectionId, returnTo: '/groups', endsAt: soon },
    ...fields,
  });

  test('is taken once, however many come at once', async () => {
    const { transact } = inAccount();
    await transact((signIns) => signIns.begin(signIn('request'), noon));
    const taken = await Promise.all(
      Array.from({ length: 8 }, () => transact((signIns) => signIns.take(signIn('request'), noon))),
    );
    expect(taken.filter((one) => one !== undefined)).toEqual([signIn('request')]);
  });

  test.each([
    ['another browser', { browserHash: 'firefox' }],
    ['another connection', { connectionId: ssoConnectionId(randomUUID()) }],
    ['another request', { requestHash: 'other' }],
  ])('is not taken for %s, and stays', async (_, fields) => {
    const { transact } = inAccount();
    await transact((signIns) => signIns.begin(signIn('request'), noon));
    expect(await transact((signIns) => signIns.take(signIn('request', fields), noon))).toBeUndefined();
    expect(await transact((signIns) => signIns.take(signIn('request'), noon))).toBeDefined();
  });

  test('is over after its time, to the millisecond', async () => {
    const { transact } = inAccount();
    for (const request of ['one', 'two']) await transact((signIns) => signIns.begin(signIn(request), noon));
    const before = instantPlus(soon, -1);
    const isUnderWay = (at = noon) => transact((signIns) => signIns.isUnderWay(connectionId, 'chromium', at));
    expect([await isUnderWay(before), await isUnderWay(soon)]).toEqual([true, false]);
    expect(await transact((signIns) => signIns.take(signIn('one'), before))).toBeDefined();
    expect(await transact((signIns) => signIns.take(signIn('two'), soon))).toBeUndefined();
  });

  test('that nobody finished is forgotten by those that begin', async () => {
    const caller = callerIn();
    const { transact } = inAccount(caller);
    await transact(async (signIns) => {
      for (let count = 0; count < 150; count++) await signIns.begin(signIn(`request-${count}`), noon);
    });
    const rows = () =>
      administer(stage().url, `SELECT request_hash FROM sign_ins WHERE account_id = '${caller.accountId}'`);
    for (const request of ['late', 'later'])
      await transact((signIns) =>
        signIns.begin(signIn(request, { endsAt: instantPlus(soon, minute) }), instantPlus(soon, 1)),
      );
    expect(await rows()).toEqual([{ request_hash: 'late' }, { request_hash: 'later' }]);
  });

  test('by an assertion counts once for a connection, until the assertion is refused for its time', async () => {
    const { transact } = inAccount();
    const take = (connection = connectionId, at = noon) =>
      transact((signIns) => signIns.takeAssertion(connection, 'assertion', soon, at));
    const taken = await Promise.all(Array.from({ length: 8 }, () => take()));
    expect(taken.filter(Boolean)).toEqual([true]);
    expect(await take(ssoConnectionId(randomUUID()))).toBe(true);
    expect(await take(connectionId, soon)).toBe(false);
    expect(await take(connectionId, instantPlus(soon, 1))).toBe(true);
  });
});
