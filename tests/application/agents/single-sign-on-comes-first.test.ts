import { expect, test } from 'vitest';
import { agentId } from '../../../src/domain/shared/identifiers.ts';
import { desired } from '../../support/agents.ts';
import { applicationOn } from '../../support/application-on.ts';
import { sqlite } from '../../support/databases.ts';
import { openDatabase } from '../../support/open-storage.ts';
import { patchOf } from '../../support/scim-client.ts';
import { serverOn } from '../../support/start-server.ts';

// What is taken away must be gone at once to these tests.
const server = serverOn(sqlite, { tokenCacheSeconds: 0 });
const userUrn = 'urn:ietf:params:scim:schemas:core:2.0:User';
const issuer = 'https://acme.okta.example';

test('nobody is provisioned, updated or reactivated without Single Sign-On, but kept out and removed', async () => {
  const { application } = server();
  const { caller, journal } = await server().openAccount();
  const { agent } = await application.provisionAgent(caller, { desired: desired() });
  const { id } = agent.state;
  await application.disconnectSso(caller);

  const revise = (fields: Parameters<typeof desired>[0]) =>
    application.reviseAgent(caller, {
      id,
      revise: (current) => ({ ...current.desired(), ...fields }),
    });
  const refused = { code: 'ssoNotSetUp' };
  await expect(
    application.provisionAgent(caller, { desired: desired({ userName: 'b@example.com' }) }),
  ).rejects.toMatchObject(refused);
  await expect(revise({ displayName: 'Ada' })).rejects.toMatchObject(refused);
  // Whoever is to be kept out is, whatever else the same write would change.
  const kept = (await revise({ displayName: 'Ada', active: false })).agent;
  expect([kept.active, kept.state.displayName]).toEqual([false, undefined]);
  expect((await revise({ active: false })).agent.active).toBe(false);
  // Again, as directories do, and to the same effect.
  const again = (await revise({ displayName: 'Ada', active: false })).agent.state;
  expect([again.displayName, again.version]).toEqual([undefined, 2]);
  await expect(revise({ active: true })).rejects.toMatchObject(refused);
  await expect(application.reactivateAgent(caller, { id })).rejects.toMatchObject(refused);
  expect((await revise({})).agent.state.version).toBe(2);
  await application.removeAgent(caller, { id });

  const entries = (await journal()).map(({ action, refusal }) => [action, refusal?.code]);
  expect(entries.filter(([, code]) => code === 'ssoNotSetUp').map(([action]) => action)).toEqual([
    'ReactivateAgent',
    'ReviseAgent',
    'ReviseAgent',
    'ProvisionAgent',
  ]);
  const leftOut = entries.filter(([, code]) => code === 'partsLeftOut');
  expect(leftOut).toHaveLength(1);

  await application.connectSso(caller, { issuer });
  await expect(application.provisionAgent(caller, { desired: desired() })).resolves.toBeDefined();
});

test('an agent is kept out without Single Sign-On also while a rename has not moved its attribute', async () => {
  const { application, databaseUrl } = server();
  const { caller, client } = await server().openAccount();
  const { userName, active, ...rest } = desired({ profile: { old: 'x' } });
  const agents = [1, 2, 3, 4].map((index) => ({ userName: `${index}-${userName}`, active, ...rest }));
  const ids: string[] = [];
  for (const one of agents) {
    ids.push((await application.provisionAgent(caller, { desired: one })).agent.state.id);
  }
  const open = openDatabase(databaseUrl, 1);
  let transactions = 0;
  const interrupted = applicationOn({
    ...open,
    unitOfWork: {
      read: (...asked) => open.unitOfWork.read(...asked),
      dryRun: (...asked) => open.unitOfWork.dryRun(...asked),
      transact: (...asked) =>
        ++transactions > 1 ? Promise.reject(new Error('gone')) : open.unitOfWork.transact(...asked),
    },
  });
  const renaming = interrupted.renameProfileAttribute(caller, { from: 'old', to: 'new' });
  await expect(renaming).rejects.toThrow('gone');
  await open.storage.close();
  await application.disconnectSso(caller);

  const [put = '', patched = '', deactivated = '', removed = ''] = ids;
  const body = { schemas: [userUrn], userName: agents[0]?.userName, active: false, profile: { old: 'x' } };
  expect(await client.put(`/Users/${put}`, body)).toMatchObject({ status: 200, body: { active: false } });
  const patch = patchOf({ op: 'replace', value: { active: false } });
  expect(await client.patch(`/Users/${patched}`, patch)).toMatchObject({
    status: 200,
    body: { active: false },
  });
  // Told again, as directories do.
  expect((await client.patch(`/Users/${patched}`, patch)).status).toBe(200);
  await application.deactivateAgent(caller, { id: agentId(deactivated) });
  expect((await client.delete(`/Users/${removed}`)).status).toBe(204);
  const { resources } = await application.listAgents(caller, {});
  expect(resources.map(({ agent }) => agent.active)).toEqual([false, false, false]);
});

test('an account that does not exist is said not to', async () => {
  const { application } = server();
  const { caller } = await server().openAccount();
  const nobody = { ...caller, accountId: '0199d2a0-0000-7000-8000-00000000dead' as typeof caller.accountId };
  const unknown = { code: 'accountNotFound' };
  await expect(application.provisionAgent(nobody, { desired: desired() })).rejects.toMatchObject(unknown);
  await expect(application.issueToken(nobody, { name: 'x' })).rejects.toMatchObject(unknown);
  await expect(application.connectSso(nobody, { issuer })).rejects.toMatchObject(unknown);
  await expect(application.readAccount(nobody)).rejects.toMatchObject(unknown);
});
