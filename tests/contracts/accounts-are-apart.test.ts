import { beforeAll, describe, expect, test } from 'vitest';
import type { Caller } from '../../src/application/ports/caller.ts';
import type { RecordedJournalEntry } from '../../src/application/ports/event-feed.ts';
import type { LoggedRequest } from '../../src/application/ports/request-log.ts';
import type { ReadScope, UnitOfWork, WriteScope } from '../../src/application/ports/unit-of-work.ts';
import { equals, everyone } from '../../src/criteria/criteria.ts';
import type { Account } from '../../src/domain/account/account.ts';
import { ApiToken } from '../../src/domain/account/api-token.ts';
import { Agent } from '../../src/domain/agent/agent.ts';
import { agentFields, profileField } from '../../src/domain/agent/agent-fields.ts';
import { AgentJob, agentJobId } from '../../src/domain/agent/agent-job.ts';
import { Group } from '../../src/domain/group/group.ts';
import { groupFields } from '../../src/domain/group/group-fields.ts';
import { GroupTemplate, groupTemplateId } from '../../src/domain/group/group-template.ts';
import { ProfileAttribute } from '../../src/domain/profile-attribute/profile-attribute.ts';
import { UnkeptAttribute } from '../../src/domain/profile-attribute/unkept-attribute.ts';
import { Session, sessionId } from '../../src/domain/session/session.ts';
import { DomainError } from '../../src/domain/shared/domain-error.ts';
import {
  type AccountId,
  type AgentId,
  agentId,
  apiTokenId,
  groupId,
} from '../../src/domain/shared/identifiers.ts';
import { instantPlus } from '../../src/domain/shared/instant.ts';
import { SignInLink, signInLinkId } from '../../src/domain/sign-in/sign-in-link.ts';
import type { SignInUnderWay } from '../../src/domain/sign-in/sign-in-under-way.ts';
import type { SsoConnection, SsoConnectionId } from '../../src/domain/sign-in/sso-connection.ts';
import { desired, later, noon } from '../support/agents.ts';
import { administer, onEachDatabase } from '../support/databases.ts';
import { secretOf } from '../support/kept-secrets.ts';
import { loggedRequest, writeRequests } from '../support/logged-requests.ts';
import { addedConnection, providers } from '../support/sso-connections.ts';
import { serverOn } from '../support/start-server.ts';

/** What an account holds, for cases to name. */
interface Holdings {
  readonly account: Account;
  readonly agent: Agent;
  readonly handGroup: Group;
  readonly ruleGroup: Group;
  readonly templateGroup: Group;
  readonly template: GroupTemplate;
  readonly token: ApiToken;
  readonly connection: SsoConnection;
  readonly removed: AgentId;
  readonly session: Session;
  readonly link: SignInLink;
  readonly job: AgentJob;
  readonly request: LoggedRequest;
  /** The hash of the key of a request that is to be done once. */
  readonly requestKey: string;
}

/** Calls a method about what is named, on behalf of the caller. */
type Case<Repository> = (repository: Repository, named: Holdings, caller: Caller) => unknown;
/** One case at least for every method: a method without one does not compile. */
type CasesOf<Scope> = {
  readonly [Name in keyof Scope]: Scope[Name] extends (...input: never) => unknown
    ? readonly Case<Scope[Name]>[]
    : { readonly [Method in keyof Scope[Name]]: readonly Case<Scope[Name]>[] };
};

const query = { criteria: everyone, from: 0, limit: 100, withTotal: true } as const;
const walk = { ...query, from: 'beginning' } as const;
const team = profileField('team');
const sighting = (name: string) =>
  ({ with: 'agents', name, times: 1, example: '"x"', lastSentAt: later }) as const;
const ownGroups = { joined: [], left: [] };
const newAgent = (caller: Caller, userName: string) =>
  Agent.provision(agentId(crypto.randomUUID()), caller.accountId, desired({ userName }), noon);
const newGroup = (caller: Caller, displayName: string) =>
  Group.create(groupId(crypto.randomUUID()), caller.accountId, { displayName }, [], noon);
/** A sign-in of one browser. */
const underWay = (connectionId: SsoConnectionId, requestHash: string, endsAt = later): SignInUnderWay => ({
  ...{ connectionId, requestHash, browserHash: 'browser', returnTo: '/', endsAt },
});
const idOf = <Id>({ state }: { readonly state: { readonly id: Id } }): Id => state.id;

const cases: CasesOf<Omit<WriteScope, 'journal'> & Pick<ReadScope, 'journal'>> = {
  agents: {
    find: [(agents, { agent }) => agents.find(idOf(agent))],
    view: [(agents, { agent }) => agents.view(idOf(agent))],
    list: [
      (agents) => agents.list(query, true),
      (agents) => agents.list({ ...walk, ordering: { field: team, descending: true } }, false),
      (agents) =>
        agents.list({ ...query, criteria: equals(agentFields.userName, 'only@example.com') }, false),
      ...(['handGroup', 'ruleGroup', 'templateGroup'] as const).map(
        (kind): Case<WriteScope['agents']> =>
          (agents, named) =>
            agents.list({ ...query, criteria: equals(agentFields.groupId, idOf(named[kind])) }, true),
      ),
    ],
    count: [
      (agents) => agents.count(everyone, 100),
      (agents) => agents.count(equals(team, 'All theirs'), 100),
      (agents) => agents.count({ kind: 'present', field: agentFields.groupId }, 100),
    ],
    some: [(agents) => agents.some(everyone, 100)],
    store: [
      (agents, _, caller) => agents.store(newAgent(caller, 'only@example.com')),
      (agents, { agent }) => agents.store(agent.revise({ ...agent.desired(), displayName: 'X' }, later)),
      (agents, { agent }) => agents.store(agent.remove(later)),
    ],
    storeProvisioned: [
      (agents, _, caller) => agents.storeProvisioned([newAgent(caller, 'only@example.com')]),
    ],
    storeRevised: [(agents, { agent }) => agents.storeRevised([agent.deactivate(later)])],
    referredTo: [
      async (agents) => [...(await agents.referredTo(['ada@example.com', 'only@example.com', 'x-1']))],
    ],
    userNames: [async (agents, { agent }) => [...(await agents.userNames([idOf(agent)]))]],
    takenUserNames: [(agents) => agents.takenUserNames(['ada@example.com', 'only@example.com'])],
  },
  agentJobs: {
    find: [async (jobs, { job }) => (await jobs.find(idOf(job)))?.state],
    list: [async (jobs) => (await jobs.list()).map(({ state }) => state.reason)],
    asker: [(jobs, { job }) => jobs.asker(idOf(job))],
    store: [
      (jobs, { agent }, { accountId }) => jobs.store(newJob(accountId, idOf(agent), 'New')),
      (jobs, { job }) => jobs.store(job.cancel(later)),
      (jobs, { job }) => jobs.store(job.forget()),
    ],
  },
  brake: {
    find: [async (brake) => (await brake.find()).state],
    change: [
      (brake, _, { accountId: id }) =>
        brake.change((current) => current.set({ percent: 40 }, { id, name: 'Acme' }, later)),
      (brake, _, { accountId: id }) =>
        brake.change((current) => current.deactivation({ id, name: 'Acme' }, later), later),
    ],
  },
  groups: {
    find: [(groups, { handGroup }) => groups.find(idOf(handGroup))],
    named: [(groups) => groups.named(['By hand', 'Only theirs'])],
    madeHere: [(groups) => groups.madeHere('hand', 100), (groups) => groups.madeHere('rule', 100)],
    withMembers: [
      async (groups, { handGroup }) => (await groups.withMembers(handGroup)).members,
      async (groups, { templateGroup }) => (await groups.withMembers(templateGroup)).members,
    ],
    list: [
      (groups) => groups.list(query, true),
      (groups, { agent }) =>
        groups.list({ ...query, criteria: equals(groupFields.memberId, idOf(agent)) }, true),
      (groups) =>
        groups.list({ ...query, criteria: equals(groupFields.memberName, 'only@example.com') }, false),
      (groups) =>
        groups.list({ ...query, criteria: { kind: 'present', field: groupFields.memberId } }, false),
    ],
    members: [
      (groups, { handGroup }) => groups.members(handGroup, undefined, 100),
      (groups, { ruleGroup }) => groups.members(ruleGroup, undefined, 100),
    ],
    candidates: [
      (groups, { handGroup, agent }) =>
        groups.candidates(handGroup.state, [idOf(agent), agentId(idOf(handGroup))]),
    ],
    naming: [
      (groups, { agent }) => groups.naming(idOf(agent)),
      (groups, { agent }) => groups.naming(idOf(agent), 'users'),
    ],
    ofTemplate: [(groups, { template }) => groups.ofTemplate(idOf(template), undefined, 100)],
    ofValues: [
      (groups, { template }) => groups.ofValues(['Blue', 'All theirs'].map((value) => ({ template, value }))),
    ],
    unused: [(groups, { templateGroup }) => groups.unused([templateGroup])],
    takenNames: [(groups) => groups.takenNames(['By hand', 'Only theirs', 'Team All theirs'])],
    store: [
      (groups, _, caller) => groups.store(newGroup(caller, 'Only theirs')),
      (groups, { handGroup }) => groups.store(handGroup.revise({ displayName: 'X' }, ownGroups, later)),
      (groups, { handGroup }) => groups.store(handGroup.remove(later)),
    ],
    storeAll: [
      (groups, { ruleGroup, templateGroup }) =>
        groups.storeAll([ruleGroup.remove(later), templateGroup.remove(later)]),
    ],
  },
  accounts: {
    find: [(accounts) => accounts.find()],
    store: [(accounts, { account }) => accounts.store(account.close(later))],
  },
  tokens: {
    find: [(tokens, { token }) => tokens.find(idOf(token))],
    list: [(tokens) => tokens.list()],
    store: [
      (tokens, { token }) => tokens.store(token.revoke(later)),
      (tokens, _, { accountId }) =>
        tokens.store(
          ApiToken.issue(apiTokenId(crypto.randomUUID()), accountId, secretOf('ab'), { name: 'New' }, noon),
        ),
    ],
  },
  ssoConnections: {
    find: [(connections, { connection }) => connections.find(idOf(connection))],
    list: [(connections) => connections.list()],
    store: [
      (connections, { connection }) => connections.store(connection.change({ name: 'X' }, later)),
      (connections, { connection }) => connections.store(connection.remove(later)),
      (connections, _, { accountId }) =>
        connections.store(addedConnection(providers.saml, 'Only theirs', accountId)),
    ],
    noteCheck: [(connections, { connection }) => connections.noteCheck(connection.checked(later))],
  },
  profileAttributes: {
    list: [(attributes) => attributes.list()],
    find: [(attributes) => attributes.find('team'), (attributes) => attributes.find('theirs')],
    usage: [(attributes) => attributes.usage('team'), (attributes) => attributes.usage('theirs')],
    store: [
      (attributes, _, { accountId }) =>
        attributes.store(ProfileAttribute.unseen(accountId, 'theirs').declare({ type: 'string' }, later)),
    ],
  },
  unkeptAttributes: {
    list: [async (unkept) => (await unkept.list()).map(({ state }) => state)],
    store: [
      (unkept, _, { accountId }) => unkept.store(UnkeptAttribute.first(accountId, sighting('shoe'))),
      async (unkept, _, { accountId }) => {
        const { state } = UnkeptAttribute.first(accountId, sighting('hat'));
        await unkept.store(state.sentAgain(sighting('hat')));
      },
      async (unkept, _, { accountId }) => {
        const { state } = UnkeptAttribute.first(accountId, sighting('hat'));
        await unkept.store(state.forget(later));
      },
    ],
  },
  groupTemplates: {
    list: [(templates) => templates.list()],
    find: [(templates, { template }) => templates.find(idOf(template))],
    store: [
      (templates, { template }) => templates.store(template.remove(later)),
      (templates, { template }, { accountId }) => {
        const id = groupTemplateId(crypto.randomUUID());
        const { attribute, namePattern, kind, includesDeactivated } = template.state;
        const again = { attribute, namePattern, kind, includesDeactivated };
        return templates.store(GroupTemplate.create(id, accountId, again, team, later));
      },
    ],
    valuesWithoutGroup: [
      (templates, { template }) => templates.valuesWithoutGroup(template, 100),
      (templates, { template }) => {
        const unused = { ...template.state, id: groupTemplateId(crypto.randomUUID()) };
        return templates.valuesWithoutGroup(GroupTemplate.restore(unused), 2);
      },
    ],
  },
  policy: {
    current: [async (policy) => described(await policy.current())],
    beginChange: [(policy) => policy.beginChange()],
  },
  journal: {
    after: [async (journal) => ownEntries((await journal.after(0, 1000)).entries)],
    latest: [
      async (journal) => ownEntries(await journal.latest({ limit: 1000 })),
      async (journal, { agent }) => ownEntries(await journal.latest({ limit: 9, targetId: idOf(agent) })),
    ],
    newestAbout: [
      async (journal, { agent }) =>
        (await journal.newestAbout('agent', idOf(agent), 9)).map(
          ({ action, accountId }) => `${action} ${accountId}`,
        ),
    ],
    newestOfEach: [
      async (journal, { agent }) =>
        [...(await journal.newestOfEach('agent', [idOf(agent)], ['AgentProvisioned'])).values()].map(
          ({ action, accountId }) => `${action} ${accountId}`,
        ),
    ],
    involvingOneOf: [
      async (journal, { agent }) => {
        const wanted = { action: 'AgentProvisioned', since: noon };
        const entries: RecordedJournalEntry[] = [];
        for await (const page of journal.involvingOneOf([idOf(agent)], wanted)) entries.push(...page);
        return ownEntries(entries);
      },
    ],
    removals: [
      (journal, { agent, removed }) => journal.removals('agent', [idOf(agent), removed]),
      (journal, { handGroup }) => journal.removals('group', [idOf(handGroup)]),
    ],
    past: [
      async ({ past }) => ownEntries(await past.behind(0, 'agent')),
      async ({ past }) =>
        ownEntries(await past.aboutTargets({ type: 'agent' }, ['AgentProvisioned', 'AgentRemoved'], 0)),
      async ({ past }, { agent }) =>
        (await past.lives([idOf(agent)], ['AgentProvisioned'], Number.MAX_SAFE_INTEGER)).get(idOf(agent)),
      ({ past }, { agent }) => past.idsNamed('agent', agent.state.userName),
    ],
    hours: [
      async (journal) => (await journal.hours('operator', noon)).map(({ at, done }) => `${at} ${done}`),
    ],
  },
  sessions: {
    find: [
      async (sessions) => (await sessions.list()).map(idOf),
      async (sessions, { session }) => (await sessions.find(idOf(session)))?.state,
    ],
    list: [
      async (sessions) => (await sessions.list()).map(({ state }) => state.userName),
      (sessions, { agent }) => sessions.list(idOf(agent)),
    ],
    newest: [async (sessions) => (await sessions.newest())?.state.userName],
    store: [
      (sessions, { session }) => sessions.store(session.end('test', later)),
      (sessions, { agent }, { accountId }) =>
        sessions.store(
          Session.begin(
            sessionId(crypto.randomUUID()),
            accountId,
            crypto.randomUUID(),
            { agentId: idOf(agent), userName: 'x', connection: 'test', address: '', browser: '' },
            { idleMilliseconds: 1, absoluteMilliseconds: 1 },
            noon,
          ),
        ),
    ],
    forgetExpired: [(sessions) => sessions.forgetExpired(instantPlus(later, 1e12))],
  },
  signInLinks: {
    list: [async (links) => (await links.list()).map(({ state }) => state.owner)],
    store: [
      (links, { link }) => links.store(link.use(link.state.createdAt)),
      (links, _, { accountId }) => links.store(newLink(accountId, 'new@example.com')),
    ],
    forget: [(links, { link }) => links.forget(link.state.owner, noon)],
  },
  idempotentRequests: {
    find: [(requests, { requestKey }) => requests.find(requestKey)],
    begin: [
      (requests, { requestKey: keyHash }) =>
        requests.begin({ keyHash: `${keyHash}2`, requestHash: 'other', begunAt: later }),
    ],
    complete: [
      (requests, { requestKey }) => requests.complete(requestKey, { status: 201, text: 'taken over' }),
    ],
    forget: [(requests, { requestKey }) => requests.forget(requestKey)],
    forgetBefore: [(requests) => requests.forgetBefore(instantPlus(later, 1e12))],
  },
  signIns: {
    isUnderWay: [(signIns, { connection }) => signIns.isUnderWay(idOf(connection), 'browser', noon)],
    begin: [
      async (signIns, { connection }) => {
        await signIns.begin(underWay(idOf(connection), 'another', later), later);
        // Their ended ones stay.
        return signIns.isUnderWay(idOf(connection), 'browser', noon);
      },
    ],
    take: [
      (signIns, { connection }) => signIns.take(underWay(idOf(connection), 'request'), noon),
      (signIns, { connection }) => signIns.take(underWay(idOf(connection), 'only theirs'), noon),
    ],
    takeAssertion: [
      (signIns, { connection }) => signIns.takeAssertion(idOf(connection), 'assertion', later, noon),
      (signIns, { connection }) => signIns.takeAssertion(idOf(connection), 'only theirs', later, later),
    ],
  },
  requests: {
    list: [
      (requests) => requests.list({ limit: 10 }),
      (requests, { request }) => requests.list({ limit: 10, requestId: request.requestId }),
      (requests) => requests.list({ limit: 10, userName: 'only@example.com', failed: true }),
    ],
    find: [(requests, { request }) => requests.find(request)],
    forget: [(requests) => requests.forget(instantPlus(later, 1e12))],
    forgetBodies: [(requests) => requests.forgetBodies(instantPlus(later, 1e12))],
  },
  erasure: {
    // Positions are of all accounts: those of others are passed over.
    eraseFromEntries: [
      (erasure) =>
        erasure.eraseFromEntries(
          Array.from({ length: 100 }, (_, index) => ({
            position: index + 1,
            pointers: new Set(['/target/name', '/principal/name', '/changes/0/to']),
          })),
        ),
    ],
    eraseFromRequests: [(erasure, { agent }) => erasure.eraseFromRequests(everybodyLike(agent))],
    eraseFromRows: [(erasure, { agent }) => erasure.eraseFromRows(everybodyLike(agent))],
  },
  recordNotice: [(record, { account }) => record(account.administratorsLeft(undefined, later))],
  recordRefusal: [
    (record, { agent }) => {
      const target = { type: 'agent', id: idOf(agent) } as const;
      record({ action: 'ReviseAgent', target }, new DomainError('agentNotFound', 'Not there.'), later);
    },
  ],
};

const everybodyLike = (agent: Agent) => ({
  agentId: idOf(agent),
  userNames: ['ada@example.com'],
  isNamedIn: () => true,
});

const newJob = (accountId: AccountId, agent: AgentId, reason: string) =>
  AgentJob.start(
    {
      ...{ id: agentJobId(crypto.randomUUID()), accountId, action: 'deactivate', reason },
      ...{ agents: [agent], refused: [] },
    },
    noon,
  );

const newLink = (accountId: AccountId, owner: string) =>
  SignInLink.make(
    { id: signInLinkId(crypto.randomUUID()), accountId, secretHash: crypto.randomUUID(), owner },
    noon,
  );

type Policy = Awaited<ReturnType<WriteScope['policy']['current']>>;
const described = ({ ruleGroups, templates, profileSchema, owners, roleGroups }: Policy) => [
  ruleGroups.all,
  templates,
  owners,
  roleGroups,
  profileSchema.currentName('THEIRS'),
];

/** Of what accounts they are; a feed holds entries back for a while. */
const ownEntries = (entries: readonly { readonly accountId: string }[]) => [
  ...new Set(entries.map((entry) => entry.accountId)),
];

/** Each case by its name and the repository that it is called on. */
const named = Object.entries(cases).flatMap(([name, methods]) =>
  Array.isArray(methods)
    ? methods.map((call, index) => ({ title: `${name} ${index}`, name, call }))
    : Object.entries(methods as Record<string, readonly Case<never>[]>).flatMap(([method, calls]) =>
        calls.map((call, index) => ({ title: `${name}.${method} ${index}`, name, call })),
      ),
) as readonly { readonly title: string; readonly name: keyof typeof cases; readonly call: Case<never> }[];

const partsOfThePolicy: ReadonlySet<string> = new Set(['groups', 'groupTemplates', 'profileAttributes']);

/** What a case answered is kept, and what it did undone. */
class Undone extends Error {
  constructor(readonly answer: string) {
    super('undone');
  }
}

const asText = (answer: unknown): string =>
  JSON.stringify(answer, (_, value) =>
    value instanceof Map || value instanceof Set ? [...value].map(String).sort() : value,
  ) ?? 'nothing';

async function answerOf(
  unitOfWork: UnitOfWork,
  caller: Caller,
  { name, call }: (typeof named)[number],
  holdings: Holdings,
  isKept: boolean,
): Promise<string> {
  const ask = async (scope: ReadScope | WriteScope) => {
    try {
      if ('recordRefusal' in scope && partsOfThePolicy.has(name)) await scope.policy.beginChange();
      const part: unknown = scope[name as keyof typeof scope];
      const asked = typeof part === 'function' ? part.bind(scope) : part;
      const answer = await call(asked as never, holdings, caller);
      // A write may wait for what is asked next, and its error comes from there.
      await scope.agents.userNames([idOf(holdings.agent)]);
      return asText(answer);
    } catch (error) {
      // That another's is not there, or not as it was named, is what is hoped for.
      if (error instanceof Error && ['ConcurrentChange', 'DomainError'].includes(error.name))
        throw new Undone(error.name);
      throw error;
    }
  };
  try {
    if (name === 'journal') return await unitOfWork.read(caller, ask);
    return await unitOfWork.transact(caller, async (scope) => {
      const answer = await ask(scope);
      if (isKept) return answer;
      throw new Undone(answer);
    });
  } catch (error) {
    if (error instanceof Undone) return error.answer;
    throw error;
  }
}

onEachDatabase('two accounts of one database', (product) => {
  const server = serverOn(product);
  const before = new Map<string, string>();
  let ours: Holdings & { readonly caller: Caller };
  let theirs: Holdings & { readonly caller: Caller };

  async function fill(caller: Caller, tokenId: ApiToken['state']['id'], extra: boolean) {
    const use = server().application;
    await use.declareProfileAttribute(caller, { name: 'team', declaration: {} });
    const creation = { attribute: 'profile.team', namePattern: 'Team {value}' };
    const { template } = await use.createGroupTemplate(caller, creation);
    const text = 'profile.team pr';
    const rule = { desired: { displayName: 'By rule' }, rule: { text } };
    const { group: ruleGroup } = await use.createRuleGroup(caller, rule);
    const provision = (userName: string, profile: object) =>
      use.provisionAgent(caller, { desired: { userName, active: true, profile: { ...profile } } });
    const { agent } = await provision('ada@example.com', { team: 'Blue' });
    await provision('bob@example.com', { team: 'Red' });
    const byHand = { desired: { displayName: 'By hand' }, members: [idOf(agent)] };
    const { group: handGroup } = await use.createGroup(caller, byHand);
    const stored = addedConnection(providers.saml, 'Okta', caller.accountId);
    await server().unitOfWork.transact(caller, (scope) => scope.ssoConnections.store(stored));
    const connection = stored.state;
    if (extra) {
      const another = addedConnection(providers.saml, 'Only theirs', caller.accountId);
      await server().unitOfWork.transact(caller, (scope) => scope.ssoConnections.store(another));
      const { agent: only } = await provision('only@example.com', { team: 'All theirs', theirs: 'x' });
      await use.noteUnkeptAttributes(caller, { sightings: [sighting('hat')] });
      const { group } = await use.createGroup(caller, {
        desired: { displayName: 'Only theirs' },
        members: [idOf(only)],
      });
      await use.giveRoleToGroup(caller, { id: idOf(group), role: 'admin' });
      await use.nameOwner(caller, { userName: 'ada@example.com' });
    }
    const { agent: gone } = await provision('gone@example.com', {});
    const removed = idOf(gone);
    await use.removeAgent(caller, { id: removed });
    const { resources } = await use.listGroups(caller, {});
    const templateGroup = resources.find(({ group }) => group.state.displayName === 'Team Blue')?.group;
    const account = await use.readAccount(caller);
    const tokens = await use.listTokens(caller);
    const token = tokens.find(({ state }) => state.id === tokenId);
    if (templateGroup === undefined || token === undefined) throw new Error('The account was not filled.');
    await use.giveRoleToGroup(caller, { id: idOf(handGroup), role: 'grader' });
    await server().unitOfWork.transact(caller, async ({ signIns }) => {
      const hashes = extra ? ['request', 'only theirs'] : ['request'];
      for (const hash of hashes) await signIns.begin(underWay(idOf(connection), hash), noon);
      await signIns.takeAssertion(idOf(connection), extra ? 'only theirs' : 'assertion', later, noon);
    });
    const start = { agentId: idOf(agent), connection: 'test', address: '203.0.113.7', browser: 'Chromium' };
    const { session } = await use.beginSession(caller, start);
    const link = newLink(caller.accountId, 'ada@example.com');
    await server().unitOfWork.transact(caller, (scope) => scope.signInLinks.store(link));
    const job = newJob(caller.accountId, idOf(agent), extra ? 'Only theirs' : 'Ours');
    await server().unitOfWork.transact(caller, (scope) => scope.agentJobs.store(job));
    await use.setBrake(caller, { agentsMin: 2, percent: extra ? 60 : 50 });
    const groups = { handGroup, ruleGroup, templateGroup, template };
    const written = loggedRequest(caller.accountId, {
      subject: { type: 'agent', name: extra ? 'only@example.com' : 'ada@example.com' },
      refusal: { code: 'userNameTaken', message: 'Taken.' },
    });
    await writeRequests(server().requestStore, [written]);
    const [request] = (await use.listRequests(caller, { limit: 1 })).requests;
    if (request === undefined) throw new Error('There is no request.');
    const requestKey = `key of ${caller.accountId}`;
    await server().unitOfWork.transact(caller, ({ idempotentRequests }) =>
      idempotentRequests.begin({ keyHash: requestKey, requestHash: 'asked', begunAt: later }),
    );
    const began = { request, requestKey, session, link: link.state, job: job.state };
    return { ...began, caller, account, agent, ...groups, token, connection, removed };
  }

  /** All that the other account has. */
  async function everything(): Promise<string> {
    const { caller } = theirs;
    // So that all that is committed has its position, and is there to be read.
    await server().application.readAuditLog(caller, { limit: 1 });
    const seen = await server().unitOfWork.read(caller, async (scope) => [
      await scope.agents.list(query, true),
      await scope.groups.list(query, true),
      await scope.accounts.find(),
      await scope.tokens.list(),
      await scope.ssoConnections.list(),
      await scope.profileAttributes.list(),
      await scope.profileAttributes.usage('team'),
      await scope.groupTemplates.list(),
      await scope.unkeptAttributes.list(),
      await scope.sessions.list(),
      await scope.signInLinks.list(),
      await scope.agentJobs.list(),
      await scope.agentJobs.asker(idOf(theirs.job)),
      (await scope.brake.find()).state,
      await scope.signIns.isUnderWay(idOf(theirs.connection), 'browser', noon),
      await scope.requests.list({ limit: 100 }),
      await scope.journal.latest({ limit: 1000 }),
      await scope.journal.newestAbout('agent', idOf(theirs.agent), 1000),
    ]);
    const of = `account_id = '${caller.accountId}'`;
    const stored = [
      `SELECT policy_version FROM accounts WHERE id = '${caller.accountId}'`,
      `SELECT key_hash, request_hash, begun_at, status, answer FROM idempotent_requests WHERE ${of}`,
    ];
    const rows = await Promise.all(stored.map((select) => administer(server().databaseUrl, select)));
    return asText([seen, rows]);
  }

  beforeAll(async () => {
    const [us, them] = [await server().openAccount('Acme'), await server().openAccount('Globex')];
    ours = await fill(us.caller, idOf(us.token.token), false);
    for (const one of named) {
      before.set(one.title, await answerOf(server().unitOfWork, ours.caller, one, ours, false));
    }
    theirs = await fill(them.caller, idOf(them.token.token), true);
  });

  describe('answer as if the other were not there', () => {
    test.each(named)('$title', async (one) => {
      const answer = await answerOf(server().unitOfWork, ours.caller, one, ours, false);
      expect(answer).toBe(before.get(one.title));
      expect(answer).not.toContain(theirs.caller.accountId);
    });
  });

  describe("neither see nor change the other's when it is named", () => {
    test.each(named)('$title', async (one) => {
      const whole = await everything();
      const answer = await answerOf(server().unitOfWork, ours.caller, one, theirs, true);
      expect(await everything()).toBe(whole);
      expect(answer).not.toContain(theirs.caller.accountId);
      expect(answer).not.toContain(idOf(theirs.agent));
    });
  });
});
