import { beforeAll, describe, expect, test } from 'vitest';
import { type UseCases, useCases } from '../../src/application/index.ts';
import type { Requester } from '../../src/application/ports/caller.ts';
import { serviceAccountId } from '../../src/application/ports/caller.ts';
import type { UseCase } from '../../src/application/use-case/use-case.ts';
import { type Grantee, mayDo } from '../../src/domain/permission/permission.ts';
import { DomainError } from '../../src/domain/shared/domain-error.ts';
import { applicationOn } from '../support/application-on.ts';
import { sqlite } from '../support/databases.ts';
import { stageOn } from '../support/open-storage.ts';
import { type FilledAccount, filledAccount } from './in-the-journal/filled-account.ts';

type Name = keyof UseCases;
const everyUseCase = Object.entries(useCases as Record<Name, UseCase>) as [Name, UseCase][];

/** What each may do; whoever is not named may do nothing. Said here once more, so that the table is not its own proof. */
const allowed: Readonly<Record<Exclude<Grantee, 'operator' | 'service'>, readonly Name[]>> = {
  anonymous: ['authenticateToken'],
  personalToken: ['listProfileAttributes', 'readAccount', 'readOwnAgent'],
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
    ...([
      'createGroup',
      'reviseGroup',
      'removeGroup',
      'readGroup',
      'readGroupMembers',
      'listGroups',
    ] as const),
    ...(['listProfileAttributes', 'noteUnkeptAttributes', 'readAccount'] as const),
  ],
};

const refusedWords: Readonly<Partial<Record<Grantee, string>>> = {
  anonymous: 'Nobody without a token may',
  personalToken: 'An API token that speaks for one agent may not',
  scimToken: 'An API token of a directory may not',
};

const requesterAs = (grantee: Grantee, on: FilledAccount): Requester => {
  const requesters = {
    anonymous: { ...on.caller, principal: on.anonymous.principal },
    personalToken: on.speakingFor(on.ada),
    scimToken: on.directory,
    operator: { ...on.caller, principal: { kind: 'operator', name: 'ada' } },
    service: on.caller,
  } as const;
  return requesters[grantee];
};

describe.each(Object.entries(allowed) as [Grantee, readonly Name[]][])('%s', (grantee, names) => {
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
});

test.each(['operator', 'service'] as const)('%s may do everything', (grantee) => {
  expect(everyUseCase.filter(([, { permission }]) => !mayDo(grantee, permission))).toEqual([]);
});
