import { describe, expect, test } from 'vitest';
import type { SetUpCheck } from '../../../src/application/set-up/okta/set-up.ts';
import type { AgentId } from '../../../src/domain/shared/identifiers.ts';
import { OktaApplication } from '../../support/okta-application.ts';
import { patchOf } from '../../support/scim-client.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';

const server = serverOn();
const urn = 'urn:ietf:params:scim:schemas:core:2.0:User';

/** An account, and an application in Okta that has the account's token. */
async function withOkta(kind: 'wizard' | 'catalogue' = 'wizard', { sso = true } = {}) {
  const account = await server().openAccount('Analytical Engines', { sso });
  return { account, okta: new OktaApplication(server().baseUrl(), account.token.text, kind) };
}

const setUpOf = ({ caller }: TestAccount) => server().application.readOktaSetUp(caller);

/** Once the request log, which is written beside the requests, has what is waited for. */
const checkOf = async (account: TestAccount, id: SetUpCheck['id'], expected: Partial<SetUpCheck>) =>
  expect
    .poll(
      async () =>
        (await setUpOf(account)).steps.flatMap(({ checks }) => checks).find((check) => check.id === id),
      {
        timeout: 5000,
      },
    )
    .toMatchObject(expected);

/** Once the request log has as many of Okta's questions whether somebody is here. */
const lookUpsOf = ({ caller }: TestAccount, count: number) =>
  expect
    .poll(
      async () =>
        (await server().application.listRequests(caller, { limit: 100 })).requests.filter(({ query = '' }) =>
          query.includes('userName eq'),
        ).length,
      { timeout: 5000 },
    )
    .toBe(count);

const ada = { userName: 'ada@example.com', displayName: 'Ada Byron' };

describe('a set-up that goes well', () => {
  test('waits for one thing after the other, and each turns when it has happened', async () => {
    const { account, okta } = await withOkta();
    await checkOf(account, 'token', { state: 'done', name: 'Okta' });
    await checkOf(account, 'connectorTest', { state: 'waiting' });
    await checkOf(account, 'creation', { state: 'open' });
    await okta.testConnector();
    await checkOf(account, 'connectorTest', { state: 'done' });
    await checkOf(account, 'creation', { state: 'waiting' });
    const { body } = await okta.assign({ ...ada, profile: { location: 'London' } });
    await checkOf(account, 'creation', { state: 'done', name: 'Ada Byron' });
    await checkOf(account, 'attribute', { state: 'done', name: 'profile.location' });
    await checkOf(account, 'change', { state: 'waiting' });
    await okta.push(body.id, { title: 'Countess' });
    await checkOf(account, 'change', { state: 'done', name: 'ada@example.com' });
    await okta.unassign(body.id);
    await checkOf(account, 'deactivation', { state: 'done', name: 'ada@example.com' });
    await okta.assign(ada);
    await lookUpsOf(account, 2);
    const { steps } = await setUpOf(account);
    expect(steps.flatMap(({ checks }) => checks.filter(({ state }) => state !== 'done'))).toEqual([]);
  });

  test.each(['wizard', 'catalogue'] as const)(
    'tells an application of the %s by how it deactivates',
    async (kind) => {
      const { account, okta } = await withOkta(kind);
      const { body } = await okta.assign(ada);
      expect((await setUpOf(account)).applicationKind).toBeUndefined();
      await okta.unassign(body.id);
      await expect.poll(async () => (await setUpOf(account)).applicationKind, { timeout: 5000 }).toBe(kind);
    },
  );

  test('is told as it was, however much else came since', async () => {
    const { account, okta } = await withOkta();
    const { body } = await okta.assign({ ...ada, profile: { location: 'London' } });
    await okta.unassign(body.id);
    const again = await okta.assign(ada);
    for (let number = 0; number < 220; number++)
      await account.client.patch(
        `/Users/${again.body.id}`,
        patchOf({ op: 'replace', value: { title: `${number}` } }),
      );
    await checkOf(account, 'creation', { state: 'done', name: 'Ada Byron' });
    await checkOf(account, 'change', { state: 'done', name: 'ada@example.com' });
    await checkOf(account, 'deactivation', { state: 'done', name: 'ada@example.com' });
  });

  test('is told with the addresses of the account', async () => {
    const { account } = await withOkta();
    const fields = (await setUpOf(account)).steps.flatMap(({ screens }) =>
      screens.flatMap((screen) => screen.fields),
    );
    expect(fields).toContainEqual({ name: 'SCIM connector base URL', path: 'scim/v2', isTyped: true });
    expect(fields).toContainEqual({ name: 'External namespace', value: urn, isTyped: true });
  });
});

describe('a mistake is recognised, and told with the way through the menus:', () => {
  test('Single Sign-On is not set up', async () => {
    const { account, okta } = await withOkta('wizard', { sso: false });
    await checkOf(account, 'connection', { state: 'waiting' });
    await okta.assign(ada);
    await checkOf(account, 'connection', { state: 'wrong' });
  });

  test('the token was revoked', async () => {
    const { account, okta } = await withOkta();
    await okta.testConnector();
    await checkOf(account, 'connectorTest', { state: 'done' });
    await server().application.revokeToken(account.caller, { id: account.token.token.state.id });
    await expect.poll(async () => (await okta.testConnector()).status, { timeout: 10_000 }).toBe(401);
    await checkOf(account, 'token', { state: 'wrong' });
    await checkOf(account, 'connectorTest', {
      state: 'wrong',
      problem: {
        code: 'tokenRevoked',
        message: expect.any(String),
        todo: expect.stringContaining('Provisioning → Integration'),
      },
    });
  });

  test('the username format is not Email', async () => {
    const { account, okta } = await withOkta();
    await okta.assign({ userName: 'ada.byron' });
    await checkOf(account, 'creation', {
      ...{ state: 'wrong', name: 'ada.byron' },
      problem: {
        code: 'emailInvalid',
        message: expect.any(String),
        todo: expect.stringContaining('Sign On → Settings'),
      },
    });
    await okta.assign(ada);
    await checkOf(account, 'creation', { state: 'done', name: 'Ada Byron' });
  });

  test('the external name of an attribute lacks "profile."', async () => {
    const { account, okta } = await withOkta();
    await okta.assign({ ...ada, ...{ location: 'London' } });
    await checkOf(account, 'attribute', {
      ...{ state: 'wrong', name: 'location' },
      problem: {
        code: 'externalNameUnknown',
        message: '"location" came once, and is not kept: its external name has to be "profile.location".',
        todo: expect.stringContaining('Profile Editor'),
      },
    });
  });

  test('an attribute has no external namespace, and so never comes', async () => {
    const { account, okta } = await withOkta();
    await server().application.declareProfileAttribute(account.caller, {
      name: 'location',
      declaration: { type: 'string', multiValued: false },
    });
    await checkOf(account, 'attribute', { state: 'open', name: 'profile.location' });
    await okta.assign(ada);
    await checkOf(account, 'attribute', {
      ...{ state: 'wrong', name: 'profile.location' },
      problem: expect.objectContaining({
        code: 'externalNamespaceMissing',
        todo: expect.stringContaining(urn),
      }),
    });
  });

  test('the scope of an attribute is the group, and some people come without it', async () => {
    const { account, okta } = await withOkta();
    await okta.assign({ ...ada, profile: { location: 'London' } });
    await okta.assign({ userName: 'grace@example.com' });
    await checkOf(account, 'attribute', {
      ...{ state: 'doubtful', name: 'profile.location' },
      problem: expect.objectContaining({
        code: 'attributeScope',
        todo: expect.stringContaining('User personal'),
      }),
    });
  });

  test('Deactivate Users is off: somebody is assigned again who never was deactivated', async () => {
    const { account, okta } = await withOkta();
    await okta.assign(ada);
    await checkOf(account, 'deactivation', { state: 'waiting' });
    await okta.assign(ada);
    await checkOf(account, 'deactivation', {
      state: 'wrong',
      problem: expect.objectContaining({
        code: 'deactivateUsersOff',
        todo: expect.stringContaining('Provisioning → To App'),
      }),
    });
  });

  test.each([
    [
      'deactivated',
      (account: TestAccount, id: AgentId) => server().application.deactivateAgent(account.caller, { id }),
    ],
    [
      'removed',
      (account: TestAccount, id: AgentId) => server().application.removeAgent(account.caller, { id }),
    ],
  ])('and not where an administrator has %s the person here', async (_, leave) => {
    const { account, okta } = await withOkta();
    const { body } = await okta.assign(ada);
    await leave(account, body.id);
    await okta.assign(ada);
    await lookUpsOf(account, 2);
    const { steps } = await setUpOf(account);
    expect(
      steps.flatMap(({ checks }) => checks).find(({ id }) => id === 'deactivation')?.problem,
    ).toBeUndefined();
  });
});
