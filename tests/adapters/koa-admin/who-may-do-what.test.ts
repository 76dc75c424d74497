import { hash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Caller } from '../../../src/application/ports/caller.ts';
import { tokenScopes } from '../../../src/domain/permission/token-scope.ts';
import type { Role } from '../../../src/domain/role/role.ts';
import { type AgentId, agentId } from '../../../src/domain/shared/identifiers.ts';
import { ScimClient } from '../../support/scim-client.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';
import {
  askedWith,
  type DocumentedOperation,
  filled,
  type Known,
  operationsIn,
  pathOf,
  queryOf,
} from './documented-operations.ts';

const operatorToken = 'operator-'.padEnd(40, 'x');
const server = serverOn(undefined, { operatorTokenHash: hash('sha256', operatorToken, 'hex') });

const tokens = ['admin:read', 'admin:write', 'events:read'] as const;
type Who = Role | (typeof tokens)[number] | 'operator';
const everybody: readonly Who[] = [
  ...(['owner', 'admin', 'limitedAdmin', 'manager', 'grader'] as const),
  ...tokens,
  'operator',
];

const withoutEvents: readonly Who[] = everybody.filter((who) => who !== 'events:read');
const rules: readonly Who[] = withoutEvents.filter((who) => who !== 'grader');
const audit: readonly Who[] = ['owner', 'admin', 'manager', ...tokens, 'operator'];
const adminReads: readonly Who[] = ['owner', 'admin', 'admin:read', 'admin:write', 'operator'];
const admins: readonly Who[] = ['owner', 'admin', 'admin:write', 'operator'];
const members: readonly Who[] = [...admins, 'limitedAdmin'];
const owners: readonly Who[] = ['owner', 'operator'];
const persons: readonly Who[] = ['owner', 'admin', 'limitedAdmin', 'manager', 'grader', 'operator'];
const operators: readonly Who[] = ['operator'];

/** Who may do what, said here once more, so that the document is not its own proof: each operation has a row. */
const rows: Readonly<Record<string, readonly Who[]>> = {
  ...Object.fromEntries(
    ['listAgents', 'readAgent', 'listGroups', 'readGroup', 'listGroupMembers', 'listAttributes'].map((id) => [
      id,
      withoutEvents,
    ]),
  ),
  readAccount: everybody,
  describeCaller: everybody,
  readOverview: withoutEvents,
  ...Object.fromEntries(
    [
      ...['explainMembership', 'explainGroupsOfAgent', 'listGroupTemplates', 'listRuleExceptions'],
      ...['describeAttribute', 'listUnkeptAttributes'],
    ].map((id) => [id, rules]),
  ),
  previewRule: rules,
  listRuleEffect: rules,
  readAuditLog: audit,
  watchAuditLog: audit,
  exportAuditLog: audit,
  readTimeline: audit,
  traceAgent: audit,
  listDifferences: audit,
  proveDeprovisioning: audit,
  ...Object.fromEntries(
    [
      ...['listTokens', 'listOwners', 'listAdministrators', 'listRoleGroups', 'explainRole'],
      ...['listSsoConnections', 'listSessions', 'readOktaSetUp'],
      ...['listAgentJobs', 'readAgentJob', 'listAgentJobResults', 'readBrake', 'listAgentsToBringBack'],
    ].map((id) => [id, adminReads]),
  ),
  ...Object.fromEntries(
    [
      ...['deactivateAgent', 'reactivateAgent', 'removeAgent', 'endSessionsOfAgent', 'endSession'],
      ...['removeGroup', 'removeGroupTemplate', 'endRuleException', 'grantGroup', 'withdrawGroupGrant'],
      ...['undeclareAttribute', 'retireAttribute', 'reinstateAttribute', 'forgetUnkeptAttribute'],
      ...['revokeToken', 'cancelAgentJob', 'releaseBrake', 'bringAgentsBack'],
    ].map((id) => [id, admins]),
  ),
  setBrake: admins,
  startAgentJob: admins,
  createGroup: admins,
  createRuleGroup: admins,
  changeGroupRule: admins,
  setRuleException: admins,
  createGroupTemplate: admins,
  declareAttribute: admins,
  renameAttribute: admins,
  issueToken: admins,
  rotateToken: admins,
  listRequests: adminReads,
  exportRequests: adminReads,
  readRequest: adminReads,
  keepRequestBodies: admins,
  renameAccount: admins,
  switchGroupsOverScim: admins,
  switchDirectoryOnly: owners,
  keepAuditLog: owners,
  acceptUndeclaredAttributes: admins,
  readConfiguration: adminReads,
  applyConfiguration: admins,
  importProfileAttributes: admins,
  importGroupMembers: admins,
  importRuleExceptions: admins,
  renameGroup: members,
  addGroupMember: members,
  removeGroupMember: members,
  eraseAgent: owners,
  giveRoleToGroup: owners,
  withdrawRoleFromGroup: owners,
  addSsoConnection: owners,
  changeSsoConnection: owners,
  removeSsoConnection: owners,
  testSsoConnection: owners,
  connectSso: owners,
  disconnectSso: owners,
  listOwnSessions: persons,
  endOwnSession: persons,
  nameOwner: operators,
  dismissOwner: operators,
  closeAccount: operators,
  reopenAccount: operators,
  importAgents: operators,
  listAccounts: operators,
  openAccount: operators,
};

/** What is refused for what is asked, and not for who asks. */
const refusedOtherwise: Readonly<Record<string, RegExp>> = {
  listRuleEffect: /^ruleInvalid$/,
  proveDeprovisioning: /^inputInvalid$/,
  retireAttribute: /^profileAttributeInUse$/,
  renameAttribute: /^profileAttributeInUse$/,
  forgetUnkeptAttribute: /^profileAttributeNotFound$/,
  renameGroup: /^groupNotGranted$/,
  addGroupMember: /^group(GovernedOtherwise|NotGranted)$/,
  removeGroupMember: /^group(GovernedOtherwise|NotGranted)$/,
  endOwnSession: /^sessionNotFound$/,
  dismissOwner: /^ownerNotFound$/,
};

describe('each operation of the document', () => {
  let operations: readonly DocumentedOperation[];
  let ours: TestAccount;
  let known: Known;
  const clients = new Map<
    Who | 'nobody' | 'directory' | 'personal' | 'otherAccount' | 'otherOwner',
    ScimClient
  >();

  beforeAll(async () => {
    ours = await server().openAccount();
    const theirs = await server().openAccount('Globex');
    known = await filled(server(), ours);
    const api = new ScimClient(server().baseUrl('/api/v1'), {});
    const json = { 'Content-Type': 'application/json' };
    const bearer = (text: string) => ({ ...json, Authorization: `Bearer ${text}` });
    const document = await api.get('/openapi.json');
    operations = operationsIn(document.body);
    clients.set('nobody', api.with(json));
    clients.set('directory', api.with(bearer(ours.token.text)));
    const personal = await ours.issueToken({ agentId: known.agents as AgentId });
    clients.set('personal', api.with(bearer(personal.text)));
    for (const scope of tokens)
      clients.set(scope, api.with(bearer((await ours.issueToken({ scopes: [scope] })).text)));
    const other = await theirs.issueToken({ scopes: ['admin:write'] });
    clients.set('otherAccount', api.with(bearer(other.text)));
    await server().application.nameOwner(theirs.caller, { userName: 'owner@example.com' });
    clients.set('otherOwner', api.with(await signedIn(theirs, 'owner')));
    const accountId = ours.caller.accountId;
    clients.set('operator', api.with({ ...bearer(operatorToken), 'Rollcall-Account': accountId }));
    for (const role of ['owner', 'admin', 'limitedAdmin', 'manager', 'grader'] as const)
      clients.set(role, api.with(await signedIn(ours, role)));
  });

  const ask = (who: Parameters<typeof clients.get>[0], operation: DocumentedOperation) => {
    const { method, id } = operation;
    const { body } = askedWith[id] ?? {};
    const isTried = operation.parameters.includes('dryRun');
    const parameters = [queryOf(id, known), isTried ? 'dryRun=true' : ''].filter(Boolean).join('&');
    const path = `${pathOf(operation, known)}${parameters === '' ? '' : `?${parameters}`}`;
    return clients.get(who)?.send(method, path, { body });
  };

  test('has a row that says who may do it', () => {
    expect(operations.length).toBeGreaterThan(60);
    expect(operations.map(({ id }) => id).sort()).toEqual(Object.keys(rows).sort());
  });

  test.each(Object.keys(rows))('%s is done for whoever may, and for nobody else', async (id) => {
    const operation = operations.find((one) => one.id === id) as DocumentedOperation;
    expect(await ask('nobody', operation)).toMatchObject({ status: 401, body: { code: 'tokenUnknown' } });
    for (const who of ['directory', 'personal'] as const)
      expect([who, (await ask(who, operation))?.body.code]).toEqual([who, 'permissionMissing']);
    for (const who of everybody) {
      const answer = await ask(who, operation);
      const isRefused = answer?.body.code === 'permissionMissing';
      expect([who, isRefused]).toEqual([who, !rows[id]?.includes(who)]);
      if (isRefused) expect([who, answer?.status]).toEqual([who, 403]);
      else if ((answer?.status ?? 500) >= 400)
        expect([who, answer?.body.code]).toEqual([who, expect.stringMatching(refusedOtherwise[id] ?? /^$/)]);
    }
  });

  test('finds nothing by an id of another account', async () => {
    const about = operations.filter(({ path }) => /\{(id|agentId)\}/.test(path));
    expect(about.length).toBeGreaterThan(25);
    for (const operation of about) {
      const may = rows[operation.id];
      if (!may?.includes('admin:write') && !may?.includes('owner')) continue;
      const answer = await ask(may.includes('admin:write') ? 'otherAccount' : 'otherOwner', operation);
      // A list of what happened to somebody who is not there is empty.
      if (operation.id === 'readTimeline') expect(answer).toMatchObject({ status: 200, body: { items: [] } });
      else
        expect([operation.id, answer?.status, answer?.text]).toEqual([operation.id, 404, expect.any(String)]);
    }
  });

  test('is done in the account of the token, whichever is named', async () => {
    const named = { 'Rollcall-Account': ours.caller.accountId };
    const other = await clients.get('otherAccount')?.get('/account', named);
    expect(other).toMatchObject({ status: 404, body: { code: 'accountNotFound' } });
    expect((await clients.get('operator')?.get('/account'))?.body.id).toBe(ours.caller.accountId);
    const unnamed = await clients.get('operator')?.get('/account', { 'Rollcall-Account': '' });
    expect(unnamed).toMatchObject({ status: 400, body: { code: 'accountMissing' } });
  });

  test('is refused to a script of another site that has the browser send the session', async () => {
    const path = `/agents/${known.agents}/deactivate?dryRun=true`;
    const admin = clients.get('admin');
    expect((await admin?.post(path, {}))?.status).toBe(200);
    expect((await admin?.post(path, {}, { Origin: 'https://evil.example' }))?.status).toBe(403);
    expect((await admin?.post(path, {}, { 'X-Rollcall-Request': '' }))?.status).toBe(403);
  });

  test('a scope counts where it is meant for, and nobody gives more than one has', async () => {
    expect(tokenScopes).toEqual(['scim', ...tokens]);
    const issue = (who: Who, scope: string) =>
      clients.get(who)?.post('/tokens?dryRun=true', { name: 'New', scopes: [scope] });
    for (const scope of tokenScopes) {
      expect((await issue('admin:write', scope))?.status).toBe(200);
      expect((await issue('admin:read', scope))?.status).toBe(403);
    }
  });
});

const begin = (caller: Caller, who: { readonly owner: string } | { readonly agentId: AgentId }) =>
  server().application.beginSession(caller, {
    ...who,
    ...{ connection: 'test', address: '203.0.113.7', browser: 'Chromium' },
  });

/** What the browser of somebody with this role sends. */
async function signedIn({ caller, provisionMany }: TestAccount, role: Role) {
  const origin = new URL(server().baseUrl()).origin;
  const headers = (secret: string) => ({
    ...{ Cookie: `rollcall=${secret}`, Origin: origin, 'Sec-Fetch-Site': 'same-origin' },
    ...{ 'X-Rollcall-Request': '1', 'Content-Type': 'application/json' },
  });
  if (role === 'owner') return headers((await begin(caller, { owner: 'owner@example.com' })).secret);
  const [id = ''] = await provisionMany(1, () => ({
    userName: `${role.toLowerCase()}@example.com`,
    directory: { roles: [{ value: role }] },
  }));
  return headers((await begin(caller, { agentId: agentId(id) })).secret);
}
