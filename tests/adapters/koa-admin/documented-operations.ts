import { agentId } from '../../../src/domain/shared/identifiers.ts';
import { writtenRequests } from '../../support/logged-requests.ts';
import { oktaMetadata } from '../../support/saml-metadata.ts';
import { patchOf } from '../../support/scim-client.ts';
import type { TestAccount, TestServer } from '../../support/start-server.ts';

/** An operation as the OpenAPI document describes it. */
export interface DocumentedOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  /** The names of what can be sent in path, query and headers. */
  readonly parameters: readonly string[];
  /** With which statuses it answers. */
  readonly statuses: readonly string[];
  /** The name of the class of its answer; absent for a list or nothing. */
  readonly answer?: string;
}

interface Described {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string }[];
  readonly responses: Readonly<Record<string, object>>;
}

export const operationsIn = (document: {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
}): readonly DocumentedOperation[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId: id, parameters = [], responses }]) => ({
      ...{ id, method: method.toUpperCase(), path },
      parameters: parameters.map(({ name }) => name),
      statuses: Object.keys(responses),
      answer: answerIn(responses['200'] ?? responses['201']),
    })),
  );

const answerIn = (response: object | undefined): string | undefined =>
  /"schema":\{(?:"anyOf":\[\{)?"\$ref":"#\/components\/schemas\/(\w+)"/.exec(
    JSON.stringify(response ?? {}),
  )?.[1];

/** What fills the parameters of paths: things that are there in the account. */
export type Known = Readonly<
  Record<
    | 'agents'
    | 'groups'
    | 'tokens'
    | 'sessions'
    | 'templates'
    | 'connections'
    | 'jobs'
    | 'requests'
    | 'requestsAt',
    string
  >
>;

export function pathOf({ path }: DocumentedOperation, known: Known): string {
  const [, kind = ''] = path.split('/');
  const ids: Readonly<Record<string, string>> = {
    'agent-jobs': known.jobs,
    ...{ agents: known.agents, groups: known.groups, tokens: known.tokens },
    ...{ sessions: known.sessions, 'own-sessions': known.sessions },
    requests: known.requests,
    ...{ 'group-templates': known.templates, 'sso-connections': known.connections },
  };
  return path
    .replace('{id}', ids[kind] ?? '')
    .replace('{agentId}', known.agents)
    .replace('{name}', 'team')
    .replace('{userName}', 'ada@example.com');
}

interface Asked {
  readonly body?: object;
  readonly query?: string | ((known: Known) => string);
}

const rule = { text: 'userName sw "a"' };

/** What operations are asked with, where their paths alone do not say it. */
export const askedWith: Readonly<Record<string, Asked>> = {
  previewRule: { body: { rule } },
  listRuleEffect: { query: 'position=1&which=joined' },
  setBrake: { body: { percent: 20 } },
  bringAgentsBack: { body: {} },
  startAgentJob: { body: { action: 'deactivate', filter: 'userName pr' } },
  createGroup: { body: { displayName: 'New' } },
  createRuleGroup: { body: { displayName: 'New by rule', ...rule } },
  changeGroupRule: { body: rule },
  setRuleException: { body: { belongs: 'always' } },
  createGroupTemplate: { body: { attribute: 'profile.team', namePattern: 'T {value}' } },
  declareAttribute: { body: { type: 'string' } },
  renameAttribute: { body: { to: 'squad' } },
  issueToken: { body: { name: 'New' } },
  rotateToken: { body: {} },
  readRequest: { query: ({ requestsAt }) => `at=${requestsAt}` },
  keepAuditLog: { body: { days: null } },
  keepRequestBodies: { body: { until: null } },
  renameAccount: { body: { name: 'New' } },
  switchGroupsOverScim: { body: { on: true } },
  switchDirectoryOnly: { body: { on: true } },
  acceptUndeclaredAttributes: { body: { accepted: true } },
  applyConfiguration: { body: {} },
  importAgents: { body: { rows: [{ userName: 'new@example.com', active: true }] } },
  importProfileAttributes: { body: { rows: [{ name: 'team' }] } },
  importGroupMembers: { body: { rows: [{ group: 'New' }] } },
  importRuleExceptions: { body: { rows: [] } },
  renameGroup: { body: { displayName: 'Renamed' } },
  eraseAgent: { body: { reason: 'Asked for by letter' } },
  listDifferences: {
    get query() {
      return `from=${new Date().toISOString()}`;
    },
  },
  giveRoleToGroup: { body: { role: 'grader' } },
  addSsoConnection: { body: { name: 'New', metadataXml: oktaMetadata } },
  changeSsoConnection: { body: { name: 'Renamed' } },
  testSsoConnection: { body: { metadataXml: oktaMetadata } },
  connectSso: { body: { issuer: 'https://acme.okta.example' } },
  openAccount: { body: { name: 'New' } },
};

/** The parameters behind the path of what an operation is asked with. */
export function queryOf(id: string, known: Known): string {
  const { query = '' } = askedWith[id] ?? {};
  return typeof query === 'string' ? query : query(known);
}

/** An account with one of everything. */
export async function filled(
  { application: use }: TestServer,
  { caller, client, provisionMany, token }: TestAccount,
): Promise<Known> {
  await use.declareProfileAttribute(caller, { name: 'team', declaration: {} });
  const [agent = ''] = await provisionMany(1, () => ({
    userName: 'ada@example.com',
    profile: { team: 'Blue' },
  }));
  const [gone] = await provisionMany(1, () => ({ userName: 'gone@example.com' }));
  await use.setBrake(caller, { agentsMin: 1 });
  await client.patch(`/Users/${gone}`, patchOf({ op: 'replace', value: { active: false } }));
  const { template } = await use.createGroupTemplate(caller, {
    attribute: 'profile.team',
    namePattern: 'Team {value}',
  });
  const { group } = await use.createRuleGroup(caller, { desired: { displayName: 'By rule' }, rule });
  const connections = (await use.listSsoConnections(caller)).map(({ connection }) => connection.state.id);
  await use.nameOwner(caller, { userName: 'owner@example.com' });
  const { state: job } = await use.startAgentJob(caller, { action: 'reactivate', ids: [agentId(agent)] });
  const { session } = await use.beginSession(caller, {
    ...{ owner: 'owner@example.com', connection: 'test', address: '203.0.113.7', browser: 'Chromium' },
  });
  const [request] = await writtenRequests(use, caller, 1);
  return {
    ...{ requests: request?.id ?? '', requestsAt: request?.at ?? '' },
    ...{ agents: agent, groups: group.state.id, tokens: token.token.state.id, sessions: session.state.id },
    ...{ templates: template.state.id, connections: connections[0] ?? '', jobs: job.id },
  };
}
