import { hash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Caller } from '../../../src/application/ports/caller.ts';
import { tokenScopes } from '../../../src/domain/permission/token-scope.ts';
import type { Role } from '../../../src/domain/role/role.ts';
import { type AgentId, agentId } from '../../../src/domain/shared/identifiers.ts';
import { ScimClient } from '../../support/scim-client.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';

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

/** What each operation is asked with, where its path alone does not say it. */
interface Asked {
  readonly may: readonly Who[];
  readonly body?: object;
  readonly query?: string;
}

const rule = { text: 'userName sw "a"' };

/** Who may do what, said here once more, so that the document is not its own proof: each operation has a row. */
const rows: Readonly<Record<string, Asked>> = {
  ...Object.fromEntries(
    ['listAgents', 'readAgent', 'listGroups', 'readGroup', 'listGroupMembers', 'listAttributes'].map((id) => [
      id,
      { may: withoutEvents },
    ]),
  ),
  readAccount: { may: everybody },
  describeCaller: { may: everybody },
  readOverview: { may: withoutEvents },
  ...Object.fromEntries(
    [
      ...['explainMembership', 'explainGroupsOfAgent', 'listGroupTemplates', 'listRuleExceptions'],
      ...['describeAttribute', 'listUnkeptAttributes'],
    ].map((id) => [id, { may: rules }]),
  ),
  previewRule: { may: rules, body: { rule } },
  listRuleEffect: { may: rules, query: 'position=1&which=joined' },
  readAuditLog: { may: audit },
  exportAuditLog: { may: audit },
  readTimeline: { may: audit },
  traceAgent: { may: audit },
  proveDeprovisioning: { may: audit },
  ...Object.fromEntries(
    [
      ...['listTokens', 'listOwners', 'listAdministrators', 'listRoleGroups', 'explainRole'],
      ...['listSsoConnections', 'listSessions', 'readOktaSetUp'],
      ...['listAgentJobs', 'readAgentJob', 'listAgentJobResults'],
    ].map((id) => [id, { may: adminReads }]),
  ),
  ...Object.fromEntries(
    [
      ...['deactivateAgent', 'reactivateAgent', 'removeAgent', 'endSessionsOfAgent', 'endSession'],
      ...['removeGroup', 'removeGroupTemplate', 'endRuleException', 'grantGroup', 'withdrawGroupGrant'],
      ...['undeclareAttribute', 'retireAttribute', 'reinstateAttribute', 'forgetUnkeptAttribute'],
      ...['revokeToken', 'cancelAgentJob'],
    ].map((id) => [id, { may: admins }]),
  ),
  startAgentJob: { may: admins, body: { action: 'deactivate', filter: 'userName pr' } },
  createGroup: { may: admins, body: { displayName: 'New' } },
  createRuleGroup: { may: admins, body: { displayName: 'New', ...rule } },
  changeGroupRule: { may: admins, body: rule },
  setRuleException: { may: admins, body: { belongs: 'always' } },
  createGroupTemplate: { may: admins, body: { attribute: 'profile.team', namePattern: 'T {value}' } },
  declareAttribute: { may: admins, body: { type: 'string' } },
  renameAttribute: { may: admins, body: { to: 'squad' } },
  issueToken: { may: admins, body: { name: 'New' } },
  rotateToken: { may: admins, body: {} },
  listRequests: { may: adminReads },
  readRequest: { may: adminReads, query: 'at=2026-11-26T00:00:00.000Z' },
  keepRequestBodies: { may: admins, body: { until: null } },
  renameAccount: { may: admins, body: { name: 'New' } },
  switchGroupsOverScim: { may: admins, body: { on: true } },
  switchDirectoryOnly: { may: admins, body: { on: true } },
  acceptUndeclaredAttributes: { may: admins, body: { accepted: true } },
  readConfiguration: { may: adminReads },
  applyConfiguration: { may: admins, body: {} },
  importProfileAttributes: { may: admins, body: { rows: [{ name: 'team' }] } },
  importGroupMembers: { may: admins, body: { rows: [{ group: 'New' }] } },
  importRuleExceptions: { may: admins, body: { rows: [] } },
  renameGroup: { may: members, body: { displayName: 'Renamed' } },
  addGroupMember: { may: members },
  removeGroupMember: { may: members },
  eraseAgent: { may: owners, body: { reason: 'Asked for by letter' } },
  giveRoleToGroup: { may: owners, body: { role: 'grader' } },
  withdrawRoleFromGroup: { may: owners },
  addSsoConnection: { may: owners, body: { name: 'New', metadataXml: '<x/>' } },
  changeSsoConnection: { may: owners, body: { name: 'Renamed' } },
  removeSsoConnection: { may: owners },
  testSsoConnection: { may: owners, body: { metadataXml: '<x/>' } },
  connectSso: { may: owners, body: { issuer: 'https://acme.okta.example' } },
  disconnectSso: { may: owners },
  listOwnSessions: { may: persons },
  endOwnSession: { may: persons },
  nameOwner: { may: operators },
  dismissOwner: { may: operators },
  closeAccount: { may: operators },
  reopenAccount: { may: operators },
  listAccounts: { may: operators },
  openAccount: { may: operators, body: { name: 'New' } },
};

interface DocumentedOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  /** Whether there is a dry run of it, so that it can be tried again and again. */
  readonly hasDryRun: boolean;
}

/** What fills the parameters of paths: things that are there in the account. */
type Known = Readonly<
  Record<'agents' | 'groups' | 'tokens' | 'sessions' | 'templates' | 'connections' | 'jobs', string>
>;

describe('each operation of the document', () => {
  let operations: readonly DocumentedOperation[];
  let ours: TestAccount;
  let known: Known;
  const clients = new Map<Who | 'nobody' | 'directory' | 'personal' | 'otherAccount', ScimClient>();

  beforeAll(async () => {
    ours = await server().openAccount();
    const theirs = await server().openAccount('Globex');
    known = await filled(ours);
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
    const accountId = ours.caller.accountId;
    clients.set('operator', api.with({ ...bearer(operatorToken), 'Rollcall-Account': accountId }));
    for (const role of ['owner', 'admin', 'limitedAdmin', 'manager', 'grader'] as const)
      clients.set(role, api.with(await signedIn(ours, role)));
  });

  const pathOf = ({ path }: DocumentedOperation) => {
    const [, kind = ''] = path.split('/');
    const ids: Readonly<Record<string, string>> = {
      'agent-jobs': known.jobs,
      ...{ agents: known.agents, groups: known.groups, tokens: known.tokens },
      ...{ sessions: known.sessions, 'own-sessions': known.sessions },
      requests: `${known.agents}.0`,
      ...{ 'group-templates': known.templates, 'sso-connections': known.connections },
    };
    return path
      .replace('{id}', ids[kind] ?? '')
      .replace('{agentId}', known.agents)
      .replace('{name}', 'team')
      .replace('{userName}', 'ada@example.com');
  };

  const ask = (who: Parameters<typeof clients.get>[0], operation: DocumentedOperation) => {
    const { method, hasDryRun, id } = operation;
    const { body, query = '' } = rows[id] ?? {};
    const parameters = [query, hasDryRun ? 'dryRun=true' : ''].filter(Boolean).join('&');
    const path = `${pathOf(operation)}${parameters === '' ? '' : `?${parameters}`}`;
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
      expect([who, isRefused, answer?.status]).toEqual([
        who,
        !rows[id]?.may.includes(who),
        isRefused ? 403 : expect.toSatisfy((status: number) => status !== 401 && status < 500),
      ]);
    }
  });

  test('finds nothing by an id of another account', async () => {
    const about = operations.filter(({ path }) => /\{(id|agentId)\}/.test(path));
    expect(about.length).toBeGreaterThan(25);
    for (const operation of about) {
      if (!rows[operation.id]?.may.includes('admin:write')) continue;
      const answer = await ask('otherAccount', operation);
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

function operationsIn(document: {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          { readonly operationId: string; readonly parameters?: readonly { readonly name: string }[] }
        >
      >
    >
  >;
}): readonly DocumentedOperation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId: id, parameters = [] }]) => ({
      ...{ id, method: method.toUpperCase(), path },
      hasDryRun: parameters.some(({ name }) => name === 'dryRun'),
    })),
  );
}

/** An account with one of everything. */
async function filled({ caller, provisionMany, token }: TestAccount): Promise<Known> {
  const use = server().application;
  await use.declareProfileAttribute(caller, { name: 'team', declaration: {} });
  const [agent = ''] = await provisionMany(1, () => ({
    userName: 'ada@example.com',
    profile: { team: 'Blue' },
  }));
  const { template } = await use.createGroupTemplate(caller, {
    attribute: 'profile.team',
    namePattern: 'Team {value}',
  });
  const { group } = await use.createRuleGroup(caller, { desired: { displayName: 'By rule' }, rule });
  const connections = (await use.listSsoConnections(caller)).map(({ connection }) => connection.state.id);
  await use.nameOwner(caller, { userName: 'owner@example.com' });
  const { state: job } = await use.startAgentJob(caller, { action: 'reactivate', ids: [agentId(agent)] });
  const { session } = await begin(caller, { owner: 'owner@example.com' });
  return {
    ...{ agents: agent, groups: group.state.id, tokens: token.token.state.id, sessions: session.state.id },
    ...{ templates: template.state.id, connections: connections[0] ?? '', jobs: job.id },
  };
}

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
