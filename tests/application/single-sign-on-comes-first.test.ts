import { expect, test } from 'vitest';
import { desired } from '../support/agents.ts';
import { serverOn } from '../support/start-server.ts';

const server = serverOn();
const issuer = 'https://acme.okta.example';

test('nobody is provisioned, updated or reactivated without Single Sign-On, but kept out and removed', async () => {
  const { provisioning } = server();
  const { caller, journal } = await server().openAccount();
  const { agent } = await provisioning.provisionAgent.execute(caller, desired());
  const { id } = agent.state;
  await provisioning.disconnectSso.execute(caller);

  const revise = (fields: Parameters<typeof desired>[0]) =>
    provisioning.reviseAgent.execute(caller, {
      id,
      revise: (current) => ({ ...current.desired(), ...fields }),
    });
  const refused = { code: 'ssoNotSetUp' };
  await expect(
    provisioning.provisionAgent.execute(caller, desired({ userName: 'b@example.com' })),
  ).rejects.toMatchObject(refused);
  await expect(revise({ displayName: 'Ada' })).rejects.toMatchObject(refused);
  await expect(revise({ displayName: 'Ada', active: false })).rejects.toMatchObject(refused);

  expect((await revise({ active: false })).agent.active).toBe(false);
  await expect(revise({ active: true })).rejects.toMatchObject(refused);
  await expect(provisioning.reactivateAgent.execute(caller, id)).rejects.toMatchObject(refused);
  expect((await revise({})).agent.state.version).toBe(2);
  await provisioning.removeAgent.execute(caller, { id });

  const entries = (await journal()).map(({ action, refusal }) => [action, refusal?.code]);
  expect(entries.filter(([, code]) => code === 'ssoNotSetUp').map(([action]) => action)).toEqual([
    'ReactivateAgent',
    'ReviseAgent',
    'ReviseAgent',
    'ReviseAgent',
    'ProvisionAgent',
  ]);

  await provisioning.connectSso.execute(caller, issuer);
  await expect(provisioning.provisionAgent.execute(caller, desired())).resolves.toBeDefined();
});

test('an account that does not exist is said not to', async () => {
  const { provisioning } = server();
  const { caller } = await server().openAccount();
  const nobody = { ...caller, accountId: '0199d2a0-0000-7000-8000-00000000dead' as typeof caller.accountId };
  const unknown = { code: 'accountNotFound' };
  await expect(provisioning.provisionAgent.execute(nobody, desired())).rejects.toMatchObject(unknown);
  await expect(provisioning.issueToken.execute(nobody, { name: 'x' })).rejects.toMatchObject(unknown);
  await expect(provisioning.connectSso.execute(nobody, issuer)).rejects.toMatchObject(unknown);
  await expect(provisioning.readAccount.execute(nobody)).rejects.toMatchObject(unknown);
});
