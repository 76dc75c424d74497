import { beforeAll, describe, expect, test } from 'vitest';
import type { Application } from '../../src/application/application.ts';
import { type Caller, serviceAccountId } from '../../src/application/ports/caller.ts';
import { DomainError } from '../../src/domain/shared/domain-error.ts';
import { accountId } from '../../src/domain/shared/identifiers.ts';
import { applicationOn } from '../support/application-on.ts';
import { onEachDatabase } from '../support/databases.ts';
import { stageOn } from '../support/open-storage.ts';
import { callerIn } from '../support/stored-agents.ts';
import { nobody } from './in-the-journal/filled-account.ts';

onEachDatabase('a caller', (product) => {
  const stage = stageOn(product);

  let application: Application;
  let known: Caller;
  beforeAll(async () => {
    application = applicationOn(stage().storage);
    known = callerIn((await application.openAccount(callerIn(), { name: 'Acme' })).state.id);
  });
  const list = (as: unknown) =>
    application.listAgents(as as Caller, {}).then(
      () => undefined,
      (error: unknown) => error,
    );
  const newest = async () =>
    (await application.readAuditLog({ ...known, accountId: serviceAccountId }, { limit: 1 }))[0];

  const caller: Caller = {
    accountId: accountId(nobody),
    principal: { kind: 'service', name: 'staffing' },
    source: 's',
    requestId: 'r-1',
  };
  const token = { kind: 'token', id: nobody, name: 'Okta' };
  const principalLacks = (principal: unknown) => ({ ...caller, principal });

  describe('is refused before anything else, and recorded as nobody known', () => {
    test.each<[unknown, string]>([
      [undefined, 'is none'],
      [null, 'is none'],
      ['staffing', 'is none'],
      [[caller], 'is none'],
      [{}, 'is none'],
      [principalLacks('root'), 'is none'],
      [principalLacks({}), 'is of no known kind'],
      [principalLacks({ kind: 'root', name: 'x' }), 'is of no known kind'],
      [principalLacks({ kind: 'service' }), 'has no name'],
      [principalLacks({ kind: 'operator', name: 1 }), 'has no name'],
      [principalLacks({ ...token, name: null }), 'has no name'],
      [principalLacks({ ...token, id: undefined }), 'is a token without an id'],
      [
        principalLacks({ kind: 'identityProvider', name: 'Okta' }),
        'is an identity provider without the id of its connection',
      ],
      [principalLacks({ ...token, agentId: null }), 'is a token of no agent'],
      [principalLacks({ kind: 'person', name: 'x' }), 'is a person of no known role'],
      [principalLacks({ kind: 'person', name: 'x', role: 'root' }), 'is a person of no known role'],
      [principalLacks({ kind: 'person', name: 'x', role: 'admin', agentId: 7 }), 'is a person of no agent'],
      [{ ...caller, source: undefined }, 'has no source'],
      [{ ...caller, requestId: 7 }, 'has no requestId'],
      [{ ...caller, deadline: '1' }, 'has a deadline that is no number'],
      [{ ...caller, deadline: Number.NaN }, 'has a deadline that is no number'],
      [{ ...caller, accountId: 7 }, 'names no account'],
      [{ ...caller, accountId: [nobody] }, 'names no account'],
      [{ ...caller, accountId: 'x'.repeat(37) }, 'names no account'],
      [{ ...caller, principal: token, accountId: { id: nobody } }, 'names no account'],
    ])('%j, which %s', async (as, problem) => {
      const error = await list(as);
      expect(error).toBeInstanceOf(DomainError);
      const message = `"ListAgents" was called without a caller: the first argument ${problem}. Pass what "caller" of the opened service makes.`;
      expect(error).toMatchObject({ code: 'callerInvalid', message });
      expect(await newest()).toMatchObject({
        action: 'ListAgents',
        principal: { kind: 'anonymous' },
        source: 'in process',
        requestId: 'unknown',
        refusal: { code: 'callerInvalid', message },
      });
    });
  });

  test('who names no account is refused under its own name', async () => {
    const { accountId: _, ...requester } = caller;
    expect(await list(requester)).toMatchObject({
      code: 'callerInvalid',
      message: expect.stringContaining('names no account'),
    });
    expect(await newest()).toMatchObject({ requestId: caller.requestId, principal: caller.principal });
  });

  test('who names an account that is not there is told so', async () => {
    for (const id of [nobody, 'x'.repeat(36), 'x', '']) {
      expect(await list({ ...caller, accountId: id })).toMatchObject({
        code: 'accountNotFound',
        message: `There is no account ${JSON.stringify(id)}.`,
      });
      expect(await newest()).toMatchObject({ requestId: caller.requestId });
    }
  });

  test('who names another account while the work goes on stays in the one named first', async () => {
    const other = (await application.openAccount(callerIn(), { name: 'Other' })).state.id;
    const changing = { ...known };
    const creating = application.createGroup(changing, { desired: { displayName: 'First' } });
    changing.accountId = other;
    await creating;
    const totals = [known.accountId, other].map((id) => application.listGroups(callerIn(id), {}));
    expect((await Promise.all(totals)).map(({ total }) => total)).toEqual([1, 0]);
  });

  test('may be nobody known, may speak for an agent, and may have a deadline', async () => {
    expect(await list({ ...known, principal: { kind: 'anonymous' } })).toMatchObject({
      code: 'permissionMissing',
    });
    expect(await list({ ...known, principal: { ...token, agentId: nobody } })).toMatchObject({
      code: 'permissionMissing',
    });
    expect(await list({ ...known, principal: { kind: 'service', name: 'x', agentId: 7 } })).toBeUndefined();
    expect(await list({ ...known, principal: token })).toBeUndefined();
    expect(await list({ ...known, deadline: performance.now() + 60_000 })).toBeUndefined();
  });
});
