import { beforeAll, expect, test } from 'vitest';
import type { Application } from '../../src/application/application.ts';
import type { Caller } from '../../src/application/ports/caller.ts';
import { DomainError } from '../../src/domain/shared/domain-error.ts';
import type { AgentId } from '../../src/domain/shared/identifiers.ts';
import { allRows } from '../support/all-rows.ts';
import { applicationOn } from '../support/application-on.ts';
import { administer, type DatabaseProduct, onEachDatabase } from '../support/databases.ts';
import { loggedRequest, unpackedRequests, writeRequests } from '../support/logged-requests.ts';
import { stageOn } from '../support/open-storage.ts';
import { operator } from '../support/sealed-log.ts';
import { callerIn } from '../support/stored-agents.ts';

/** What is not to be found anywhere. */
const personal = [
  'grace.hopper',
  'Amazing Grace',
  'Hopper',
  'Brewster',
  'Elm Street 7',
  '0171-555',
  'x-4711-hopper',
  'Rear Admiral',
  '198.51.100.99',
  'On parental leave',
  'Blue notebook',
  '192.0.2.0/24',
];

const grace = {
  userName: 'grace.hopper@example.com',
  active: true,
  externalId: 'x-4711-hopper',
  displayName: 'Amazing Grace',
  name: { givenName: 'Grace', familyName: 'Hopper', middleName: 'Brewster' },
  emails: [{ value: 'grace.hopper@example.com', type: 'work', primary: true }],
  profile: { rank: 'Rear Admiral', level: 7 },
  directory: {
    roles: [{ value: 'manager' }],
    addresses: [{ streetAddress: 'Elm Street 7', type: 'home' }],
    phoneNumbers: [{ value: '0171-555', type: 'mobile' }],
  },
};

/** Each table in which a row has the text in one of its columns. */
async function tablesWith(url: string, product: DatabaseProduct, text: string): Promise<readonly string[]> {
  const rows = await allRows(url, product, unpackedRequests);
  const wanted = text.toLowerCase();
  return [...rows].flatMap(([table, all]) =>
    all.some((row) => row.toLowerCase().includes(wanted)) ? [table] : [],
  );
}

onEachDatabase('an agent that is erased', (product) => {
  const stage = stageOn(product);
  let application: Application;
  let caller: Caller;
  let owner: Caller;
  let id: AgentId;
  let other: AgentId;
  const erase = (reason = 'Asked for by letter') => application.eraseAgent(owner, { id, reason });

  beforeAll(async () => {
    const { storage } = stage();
    application = applicationOn(storage);
    const account = await application.openAccount(operator, {
      name: 'Acme',
      ssoIssuer: 'https://acme.okta.example',
    });
    caller = callerIn(account.state.id);
    owner = { ...caller, principal: { kind: 'person', name: 'owner@example.com', role: 'owner' } };
    const provision = async (desired: typeof grace) =>
      (await application.provisionAgent(caller, { desired })).agent.state.id;
    const ada = {
      ...grace,
      userName: 'ada@example.com',
      externalId: 'ada',
      displayName: 'Ada',
      name: { givenName: 'Ada' },
    };
    other = await provision({
      ...ada,
      emails: [],
      profile: { rank: 'Captain', level: 1 },
      directory: {},
    } as never);
    id = await provision(grace);
    const asGrace: Caller = {
      ...caller,
      source: '198.51.100.99',
      principal: { kind: 'person', agentId: id, name: grace.userName, role: 'admin' },
    };
    // A name of before, and of others' entries.
    await application.reviseAgent(caller, {
      id,
      revise: (agent) => ({ ...agent.desired(), displayName: 'Grace B. Hopper' }),
    });
    await application.createGroup(asGrace, {
      desired: { displayName: 'Navy' },
      members: [id, other],
    });
    const ranked = await application.createRuleGroup(caller, {
      desired: { displayName: 'Ranked' },
      rule: { text: 'profile.rank pr' },
    });
    const exception = { id: ranked.group.state.id, belongs: 'always' } as const;
    await application.setRuleException(caller, { ...exception, agentId: id, reason: 'On parental leave' });
    await application.setRuleException(caller, { ...exception, agentId: other, reason: 'Asked for it' });
    await application.issueToken(caller, { name: 'Blue notebook', agentId: id, addresses: ['192.0.2.0/24'] });
    await application
      .provisionAgent(caller, { desired: { ...grace, userName: 'GRACE.hopper@example.com' } })
      .catch(expectRefusal);
    await application.beginSession(caller, {
      agentId: id,
      connection: 'Okta',
      address: '198.51.100.99',
      browser: 'Chrome of Grace Hopper',
    });
    await application.startAgentJob(caller, {
      action: 'deactivate',
      ids: [id],
      reason: 'Grace B. Hopper has left',
    });
    const about = { type: 'agent', id, name: grace.userName } as const;
    await writeRequests(storage.requestStore, [
      loggedRequest(caller.accountId, { requestId: 'kept', path: `/scim/v2/Users/${other}` }),
      loggedRequest(caller.accountId, {
        subject: about,
        path: `/scim/v2/Users/${id}`,
        entries: [{ action: 'AgentUpdated', count: 1, subject: about }],
        bodies: { request: JSON.stringify(grace) },
      }),
      loggedRequest(caller.accountId, {
        status: 404,
        subject: { type: 'agent', name: grace.userName },
        bodies: { request: 'of grace.hopper@example.com' },
      }),
      loggedRequest(caller.accountId, {
        principal: { kind: 'person', agentId: id, name: grace.userName },
        source: '198.51.100.99',
      }),
    ]);
    await application.sealAuditLog(operator);
  });

  const expectRefusal = (error: unknown) => expect(error).toBeInstanceOf(DomainError);

  test('is not erased for a reason that names it, nor by somebody who may not', async () => {
    await expect(erase('Grace B. Hopper wrote')).rejects.toMatchObject({ code: 'inputInvalid' });
    const admin = { ...caller, principal: { kind: 'person', name: 'a@example.com', role: 'admin' } } as const;
    await expect(application.eraseAgent(admin, { id, reason: 'x' })).rejects.toMatchObject({
      code: 'permissionMissing',
    });
    const nobody = { id: '0199d2a0-0000-7000-8000-ffffffffffff' as AgentId, reason: 'x' };
    await expect(application.eraseAgent(owner, nobody)).rejects.toMatchObject({ code: 'agentNotFound' });
  });

  test('was named in many tables', async () => {
    const named = await tablesWith(stage().url, product, 'hopper');
    expect(named).toEqual(
      expect.arrayContaining([
        'agents',
        'agent_jobs',
        'agent_values',
        'journal',
        'request_blocks',
        'request_names',
        'sessions',
      ]),
    );
  });

  test('is named nowhere, and the audit log verifies', async () => {
    const before = await application.verifyAuditLog(operator, {});
    expect(before.fault).toBeUndefined();
    const journalled: unknown[] = [];
    owner = { ...owner, journalled: (entries) => journalled.push(...entries) };
    expect(await erase()).toMatchObject({ requests: 3 });
    // What is told to the request log is written down later.
    expect(JSON.stringify(journalled)).not.toContain('hopper');
    expect(journalled).toMatchObject([{ action: 'AgentErased' }]);
    for (const text of personal) {
      const found = await tablesWith(stage().url, product, text);
      expect({ text, found }).toEqual({ text, found: [] });
    }
    expect((await application.verifyAuditLog(operator, {})).fault).toBeUndefined();
  });

  test('is told of by its id alone', async () => {
    const [entry] = await application.readAuditLog(owner, { limit: 1 });
    expect(entry).toMatchObject({ action: 'AgentErased', target: { type: 'agent', id } });
    expect(entry?.changes).toContainEqual({ path: 'reason', to: 'Asked for by letter' });
    const about = await application.readAuditLog(owner, { limit: 1000, targetId: id });
    expect(about.map(({ action }) => action)).toContain('AgentProvisioned');
  });

  test('leaves what is about others', async () => {
    const about = await application.readAuditLog(owner, { limit: 1000, targetId: other });
    const text = JSON.stringify(about);
    for (const kept of ['ada@example.com', 'Captain', '"Ada"']) expect(text).toContain(kept);
    const { requests } = await application.listRequests(owner, { limit: 10, requestId: 'kept' });
    expect(requests).toHaveLength(1);
    const exceptions = await application.readAuditLog(owner, { limit: 1, action: 'GroupRuleChanged' });
    const belonging = { belongs: 'always' };
    expect(exceptions[0]?.changes).toContainEqual(
      expect.objectContaining({
        path: 'rule',
        to: expect.objectContaining({
          exceptions: expect.arrayContaining([
            { ...belonging, agentId: id, reason: '(erased)' },
            { ...belonging, agentId: other, reason: 'Asked for it' },
          ]),
        }),
      }),
    );
    const changed = await application.readAuditLog(owner, { limit: 10, action: 'GroupCreated' });
    expect(JSON.stringify(changed)).toContain(id);
  });

  test('is erased again without another entry', async () => {
    const [before] = await application.readAuditLog(owner, { limit: 1 });
    expect(await erase()).toEqual({ entries: 0, requests: 0, rows: 0 });
    expect(await application.readAuditLog(owner, { limit: 1 })).toEqual([before]);
  });

  test('is written about by nobody where something was erased', async () => {
    const [entry] = await application.readAuditLog(owner, { limit: 1, action: 'AgentProvisioned' });
    const position = entry?.position ?? 0;
    const forge = (from: string, to: string) =>
      administer(
        stage().url,
        `UPDATE journal SET changes = REPLACE(changes, '${from}', '${to}') WHERE position = ${position}`,
      );
    await forge('(erased)', '(erasee)');
    expect((await application.verifyAuditLog(operator, {})).fault).toMatchObject({
      code: 'altered',
      position,
    });
    await forge('(erasee)', '(erased)');
    expect((await application.verifyAuditLog(operator, {})).fault).toBeUndefined();
  });

  test('is altered by nobody unseen', async () => {
    await administer(
      stage().url,
      "UPDATE journal SET recorded_at = '2020-01-01T00:00:00.000Z' WHERE position = 3",
    );
    expect((await application.verifyAuditLog(operator, {})).fault).toMatchObject({
      code: 'altered',
      position: 3,
    });
  });
});
