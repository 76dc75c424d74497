import { describe, expect, test } from 'vitest';
import type { ProvisioningOutcome } from '../../../src/application/agents/agent/provisioning-of-many.ts';
import { StorageUnavailable } from '../../../src/application/ports/storage-errors.ts';
import type { UnitOfWork, WriteScope } from '../../../src/application/ports/unit-of-work.ts';
import { attributeLimits } from '../../../src/domain/shared/attribute-limits.ts';
import { agentId } from '../../../src/domain/shared/identifiers.ts';
import { applicationOn } from '../../support/application-on.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { stageOn } from '../../support/open-storage.ts';
import { scopeWith } from '../../support/scope-with.ts';
import { callerIn } from '../../support/stored-agents.ts';

const { accountProfileAttributesMax } = attributeLimits;
const bad = 'bad@example.com';
const idOf = (call: number, number: number) => agentId(`0199d2a0-0000-7000-8000-0000000000${call}${number}`);
/** Each needs the next. */
const inCircle = (number: number) => [(number + 1) % userNames.length];
const userNames = ['a@example.com', 'b@example.com', bad, 'c@example.com', 'd@example.com'];

onEachDatabase('of many agents that are provisioned at once', (product) => {
  const stage = stageOn(product);

  /** An account with as many custom attributes as it may have. */
  async function fullAccount(unitOfWork?: UnitOfWork) {
    const { storage } = stage();
    const application = applicationOn(storage);
    const ssoIssuer = 'https://acme.okta.example';
    const account = await application.openAccount(callerIn(), { name: 'Acme', ssoIssuer });
    const caller = callerIn(account.state.id);
    for (const [index, userName] of ['full-0@example.com', 'full-1@example.com'].entries()) {
      const half = accountProfileAttributesMax / 2;
      const names = Array.from({ length: half }, (_, n) => [`a${index * half + n}`, 'x']);
      const desired = { userName, active: true, profile: Object.fromEntries(names) };
      await application.provisionAgent(caller, { desired });
    }
    const { provisionAgents } = unitOfWork ? applicationOn({ ...storage, unitOfWork }) : application;
    /** @param neededBy - whom each needs, by their numbers. */
    let calls = 0;
    const provision = (neededBy: (number: number) => readonly number[] = () => [], refusalsMax?: number) => {
      const call = calls++;
      return provisionAgents(caller, {
        refusalsMax,
        provisionings: userNames.map((userName, number) => ({
          id: idOf(call, number),
          needs: neededBy(number).map((other) => idOf(call, other)),
          desired: { userName, active: true, profile: userName === bad ? { oneTooMany: 1 } : { a0: 'y' } },
        })),
      });
    };
    const refusals = async () =>
      (await application.readAuditLog(caller, { limit: 100 })).filter(({ refusal }) => refusal !== undefined);
    const there = async () =>
      (await application.listAgents(caller, {})).resources
        .map(({ agent }) => agent.state.userName as string)
        .filter((userName) => userNames.includes(userName));
    return { provision, refusals, there };
  }

  test('one that the account has no room for is refused by itself, and the journal says so', async () => {
    const { provision, refusals, there } = await fullAccount();
    expect((await provision()).map(told)).toEqual([
      'a@example.com',
      'b@example.com',
      'attributeTooLarge',
      'c@example.com',
      'd@example.com',
    ]);
    expect(await there()).toEqual(userNames.filter((userName) => userName !== bad));
    expect(await refusals()).toMatchObject([
      { action: 'ProvisionAgent', target: { name: bad }, refusal: { code: 'attributeTooLarge' } },
    ]);
  });

  test('in a circle all are refused with it and none is there', async () => {
    const { provision, refusals, there } = await fullAccount();
    expect(new Set((await provision(inCircle)).map(told))).toEqual(new Set(['attributeTooLarge']));
    expect(await there()).toEqual([]);
    expect((await refusals()).map(({ target }) => target?.name).sort()).toEqual([...userNames].sort());
  });

  test.each<[string, (number: number) => readonly number[], unknown[]]>([
    [
      'whoever needs it is left out, and a circle is not cut',
      (number) => [[1], [0], [], [2], []][number] ?? [],
      ['a@example.com', 'b@example.com', 'attributeTooLarge', undefined, 'd@example.com'],
    ],
    [
      'the circle that it is in is refused, and nobody else',
      (number) => [[], [2], [3], [1], []][number] ?? [],
      ['a@example.com', 'attributeTooLarge', 'attributeTooLarge', 'attributeTooLarge', 'd@example.com'],
    ],
  ])('%s', async (_, neededBy, outcomes) => {
    const { provision, there } = await fullAccount();
    expect((await provision(neededBy)).map(told)).toEqual(outcomes);
    expect(await there()).toEqual(userNames.filter((userName) => outcomes.includes(userName)));
  });

  test('those behind the last refusal that is put up with are left out', async () => {
    const { provision, there } = await fullAccount();
    expect((await provision(undefined, 1)).map(told)).toEqual([
      'a@example.com',
      'b@example.com',
      'attributeTooLarge',
      undefined,
      undefined,
    ]);
    expect(await there()).toEqual(['a@example.com', 'b@example.com']);
  });

  describe('what goes wrong while they are stored', () => {
    /** Fails where any of the agents that are stored at once is the bad one. */
    const failing = (error: Error): UnitOfWork =>
      storing((names) => {
        if (names.includes(bad)) throw error;
      });

    /** @param before - is told of the agents that are to be stored at once, and may fail. */
    const storing = (before: (userNames: readonly string[]) => void): UnitOfWork => ({
      read: (...asked) => stage().storage.unitOfWork.read(...asked),
      dryRun: (...asked) => stage().storage.unitOfWork.dryRun(...asked),
      transact: (caller, work) =>
        stage().storage.unitOfWork.transact(caller, (scope) =>
          work(
            scopeWith(scope, {
              agents: withStoreProvisioned(scope.agents, async (changes) => {
                before(changes.map(({ state }) => state.state.userName));
                await scope.agents.storeProvisioned(changes);
              }),
            }),
          ),
        ),
    });

    test('is the one’s alone, whatever it is', async () => {
      const { provision, there } = await fullAccount(failing(new TypeError('mistake')));
      const outcomes = await provision();
      expect(outcomes[2]).toBeInstanceOf(TypeError);
      expect(await there()).toEqual(userNames.filter((userName) => userName !== bad));
    });

    test('is nobody’s where the database is away: then none is provisioned', async () => {
      const { provision, there } = await fullAccount(failing(new StorageUnavailable()));
      await expect(provision()).rejects.toBeInstanceOf(StorageUnavailable);
      expect(await there()).toEqual([]);
    });

    test('is not told as a refusal where it is a mistake of ours', async () => {
      const { provision, refusals } = await fullAccount(failing(new TypeError('mistake')));
      expect((await provision(inCircle)).map(told)).toEqual(Array(5).fill('TypeError'));
      expect(await refusals()).toEqual([]);
    });

    test('is told of those that it met, once others are provisioned', async () => {
      const half = storing((names) => {
        if (names.length === userNames.length) throw new TypeError('mistake');
        if (names.includes('d@example.com')) throw new StorageUnavailable();
      });
      const { provision, there } = await fullAccount(half);
      expect((await provision()).map(told)).toEqual([
        ...[
          'a@example.com',
          'b@example.com',
          'attributeTooLarge',
          'StorageUnavailable',
          'StorageUnavailable',
        ],
      ]);
      expect(await there()).toEqual(['a@example.com', 'b@example.com']);
    });

    test('counts among the refusals that are put up with, in whichever half it is', async () => {
      const wrong = ['a@example.com', bad, 'c@example.com'];
      const { provision, there } = await fullAccount(
        storing((names) => {
          if (names.some((name) => wrong.includes(name))) throw new TypeError('mistake');
        }),
      );
      expect((await provision(undefined, 1)).map(told)).toEqual([
        ...['TypeError', undefined, undefined, undefined, undefined],
      ]);
      expect((await provision(undefined, 2)).map(told)).toEqual([
        ...['TypeError', 'b@example.com', 'TypeError', undefined, undefined],
      ]);
      expect(await there()).toEqual(['b@example.com']);
      expect((await provision(undefined, 3)).map(told)).toEqual([
        ...['TypeError', 'userNameTaken', 'TypeError', undefined, undefined],
      ]);
      expect((await provision(undefined, 4)).map(told)).toEqual([
        ...['TypeError', 'userNameTaken', 'TypeError', 'TypeError', undefined],
      ]);
    });
  });
});

/** Who is there, or why not. */
const told = (outcome: ProvisioningOutcome): string | undefined => {
  if (outcome === undefined) return undefined;
  if (outcome instanceof Error) return 'code' in outcome ? String(outcome.code) : outcome.name;
  return outcome.agent.state.userName;
};

function withStoreProvisioned(
  agents: WriteScope['agents'],
  storeProvisioned: WriteScope['agents']['storeProvisioned'],
): WriteScope['agents'] {
  return new Proxy(agents, {
    get: (target, name) => {
      if (name === 'storeProvisioned') return storeProvisioned;
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}
