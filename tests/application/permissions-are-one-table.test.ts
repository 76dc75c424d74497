import { beforeAll, describe, expect, test } from 'vitest';
import { type UseCases, useCases } from '../../src/application/index.ts';
import type { Requester } from '../../src/application/ports/caller.ts';
import { serviceAccountId } from '../../src/application/ports/caller.ts';
import type { UseCase } from '../../src/application/use-case/use-case.ts';
import { type Grantee, mayDo } from '../../src/domain/permission/permission.ts';
import type { TokenScope } from '../../src/domain/permission/token-scope.ts';
import { isRole } from '../../src/domain/role/role.ts';
import { DomainError } from '../../src/domain/shared/domain-error.ts';
import { applicationOn } from '../support/application-on.ts';
import { sqlite } from '../support/databases.ts';
import { stageOn } from '../support/open-storage.ts';
import { type FilledAccount, filledAccount } from './in-the-journal/filled-account.ts';

type Name = keyof UseCases;
const everyUseCase = Object.entries(useCases as Record<Name, UseCase>) as [Name, UseCase][];

const readingGroups = ['readGroup', 'readGroupMembers', 'listGroups'] as const;
const grader = [
  ...(['listOwnSessions', 'endOwnSession'] as const),
  ...(['readOwnAgent', 'readAgent', 'listAgents'] as const),
  ...readingGroups,
  ...([
    'listProfileAttributes',
    'readAccount',
    'readCurrentAccount',
    'describeCaller',
    'readOverview',
  ] as const),
] as const;
const reading = [
  ...grader,
  ...([
    'previewRule',
    'explainMembership',
    'explainGroupsOfAgent',
    'listGroupTemplates',
    'listRuleEffect',
  ] as const),
  'listRuleExceptions',
  ...(['describeProfileAttribute', 'listUnkeptAttributes'] as const),
] as const;
const sealed = [
  'readCheckpoint',
  'readTile',
  'listCheckpointKeys',
  'proveAuditLog',
  'proveDeprovisioning',
] as const;
const manager = [
  ...reading,
  ...sealed,
  'readAuditLog',
  'followAuditLog',
  'listDifferences',
  'traceAgent',
] as const;
const admin = [
  ...manager,
  ...(['deactivateAgent', 'reactivateAgent', 'removeAgent'] as const),
  ...(['startAgentJob', 'cancelAgentJob', 'listAgentJobs', 'readAgentJob', 'listAgentJobResults'] as const),
  ...(['readBrake', 'setBrake', 'releaseBrake'] as const),
  ...(['bringAgentsBack', 'bringSomeAgentsBack', 'listAgentsToBringBack'] as const),
  ...(['createGroup', 'reviseGroup', 'removeGroup'] as const),
  ...(['createRuleGroup', 'changeGroupRule', 'createGroupTemplate', 'removeGroupTemplate'] as const),
  ...(['setRuleException', 'endRuleException', 'importRuleExceptions'] as const),
  ...(['importGroupMembers', 'importProfileAttributes'] as const),
  ...([
    'declareProfileAttribute',
    'renameProfileAttribute',
    'retireProfileAttribute',
    'forgetUnkeptAttribute',
  ] as const),
  ...(['listTokens', 'issueToken', 'rotateToken', 'revokeToken'] as const),
  ...(['renameAccount', 'switchGroupsOverScim'] as const),
  ...(['acceptUndeclaredAttributes'] as const),
  ...(['keepRequestBodies', 'listRequests', 'readRequest', 'readOktaSetUp'] as const),
  ...(['listOwners', 'listAdministrators', 'listRoleGroups', 'explainRole'] as const),
  ...(['listSsoConnections', 'listSignInLinks', 'listSessions', 'endSession', 'endSessionsOfAgent'] as const),
  ...(['grantGroup', 'withdrawGroupGrant', 'readConfiguration', 'applyConfiguration'] as const),
] as const;
const owner = [
  ...admin,
  ...(['giveRoleToGroup', 'withdrawRoleFromGroup'] as const),
  ...(['testSsoConnection', 'addSsoConnection', 'changeSsoConnection', 'removeSsoConnection'] as const),
  ...(['connectSso', 'disconnectSso', 'eraseAgent', 'switchDirectoryOnly', 'keepAuditLog'] as const),
] as const;

const ofPersons = new Set<Name>(['listOwnSessions', 'endOwnSession', 'readOwnAgent']);
const readsAsAdmin = (name: Name) =>
  /^(read|list|describe|explain|preview|follow|trace|prove)/.test(name) && !ofPersons.has(name);

/** What each may do; whoever is not named may do nothing. Said here once more, so that the table is not its own proof. */
const allowed: Readonly<Record<Exclude<Grantee, 'operator' | 'service'>, readonly Name[]>> = {
  anonymous: [
    ...(['authenticateToken', 'authenticateSession', 'authenticateLogoutToken'] as const),
    ...(['listWaysToSignIn', 'beginSignIn', 'signInBySaml', 'signInByOidc', 'useSignInLink'] as const),
  ],
  identityProvider: ['logOutSubject'],
  personalToken: [
    'listProfileAttributes',
    'readAccount',
    'readCurrentAccount',
    'describeCaller',
    'readOwnAgent',
  ],
  scimToken: [
    ...([
      'provisionAgent',
      'provisionAgents',
      'importAgents',
      'reviseAgent',
      'removeAgent',
      'readAgent',
      'listAgents',
    ] as const),
    ...(['createGroup', 'reviseGroup', 'removeGroup'] as const),
    ...readingGroups,
    ...([
      'listProfileAttributes',
      'noteUnkeptAttributes',
      'readAccount',
      'readCurrentAccount',
      'describeCaller',
      'readOverview',
    ] as const),
  ],
  adminReadToken: admin.filter((name) => readsAsAdmin(name)),
  adminWriteToken: admin.filter((name) => !ofPersons.has(name)),
  eventsToken: [
    ...sealed,
    'readAuditLog',
    'followAuditLog',
    'traceAgent',
    'listDifferences',
    'readAccount',
    'readCurrentAccount',
    'describeCaller',
  ],
  owner,
  admin,
  limitedAdmin: [...reading, 'reviseGroup'],
  manager,
  grader,
};

const refusedWords: Readonly<Partial<Record<Grantee, string>>> = {
  identityProvider: 'An identity provider may not',
  anonymous: 'Nobody without a token may',
  personalToken: 'An API token that speaks for one agent may not',
  scimToken: 'An API token of a directory may not',
  adminReadToken: 'An API token with the scope "admin:read" may not',
  adminWriteToken: 'An API token with the scope "admin:write" may not',
  eventsToken: 'An API token with the scope "events:read" may not',
  owner: 'An owner may not',
  admin: 'An administrator may not',
  limitedAdmin: 'A limited administrator may not',
  manager: 'A manager may not',
  grader: 'A grader may not',
};

const requesterAs = (grantee: Exclude<Grantee, 'operator' | 'service'>, on: FilledAccount): Requester => {
  if (isRole(grantee)) return on.signedIn(grantee);
  const withScope = (scope: TokenScope) => ({
    ...on.directory,
    principal: { ...on.directory.principal, scopes: [scope] },
  });
  const requesters = {
    anonymous: { ...on.caller, principal: on.anonymous.principal },
    personalToken: on.speakingFor(on.ada),
    scimToken: on.directory,
    identityProvider: on.provider,
    adminReadToken: withScope('admin:read'),
    adminWriteToken: withScope('admin:write'),
    eventsToken: withScope('events:read'),
  } as const;
  return requesters[grantee];
};

test('whoever belongs to one account may do nothing that looks across accounts', () => {
  const across = everyUseCase.filter(([, { kind }]) => kind === 'crossesAccounts');
  expect(across.length).toBeGreaterThan(0);
  for (const [name, { permission }] of across)
    for (const grantee of [
      ...(['scimToken', 'personalToken', 'identityProvider'] as const),
      ...(['owner', 'admin', 'manager'] as const),
    ])
      expect([name, grantee, mayDo(grantee, permission)]).toEqual([name, grantee, false]);
});

describe.each(Object.entries(allowed) as [keyof typeof allowed, readonly Name[]][])(
  '%s',
  (grantee, names) => {
    const stage = stageOn(sqlite);
    let on: FilledAccount;
    beforeAll(async () => {
      on = await filledAccount(stage());
    });

    test('may do what is said of it and nothing else', () => {
      const may = everyUseCase.filter(([, { permission }]) => mayDo(grantee, permission));
      expect(may.map(([name]) => name).sort()).toEqual([...names].sort());
    });

    test.each(everyUseCase.filter(([name]) => !names.includes(name)))(
      'is refused %s, which the journal tells',
      async (name, { name: action, permission }) => {
        const application = applicationOn(stage().storage);
        const requester = requesterAs(grantee, on);
        const run = application[name] as (caller: Requester, input: unknown) => Promise<unknown>;
        const error = await run(requester, {}).catch((thrown: unknown) => thrown);
        expect(error).toBeInstanceOf(DomainError);
        const message = `${refusedWords[grantee]} do this: "${action}" needs the permission "${permission}".`;
        expect(error).toMatchObject({ code: 'permissionMissing', message, details: { permission } });
        // Whoever has shown no token may name any account, and is not believed.
        const accountId = grantee === 'anonymous' ? serviceAccountId : on.caller.accountId;
        const [entry] = await application.readAuditLog({ ...on.caller, accountId }, { limit: 1 });
        expect(entry).toMatchObject({ action, principal: { kind: requester.principal.kind } });
        expect(entry?.refusal?.code).toBe('permissionMissing');
      },
    );
  },
);

test.each(['operator', 'service'] as const)('%s may do everything', (grantee) => {
  expect(everyUseCase.filter(([, { permission }]) => !mayDo(grantee, permission))).toEqual([]);
});
