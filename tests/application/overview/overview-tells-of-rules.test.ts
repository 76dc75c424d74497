import { expect, test } from 'vitest';
import type { Caller } from '../../../src/application/ports/caller.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { userSchema } from '../../support/scim-client.ts';
import { serverOn } from '../../support/start-server.ts';

/** In days, by which clocks are put forward. */
const hour = 1 / 24;

const ada = {
  schemas: [userSchema],
  ...{ userName: 'ada@example.com', externalId: 'ada', profile: { team: 'Red' } },
};

onEachDatabase('rules on the overview', (product) => {
  const server = serverOn(product);

  const makeRules = async (caller: Caller, teams: readonly string[]) => {
    for (const team of teams)
      await server().application.createRuleGroup(caller, {
        ...{ desired: { displayName: team }, rule: { text: `profile.team eq "${team}"` } },
      });
  };

  const groupsOf = async (caller: Caller) => {
    const { parts } = await server().application.readOverview(caller);
    return parts.find(({ name }) => name === 'groups');
  };

  test('that nobody satisfies are named', async () => {
    const { caller, client } = await server().openAccount('Rules');
    await client.post('/Users', ada);
    await makeRules(caller, ['Red', 'Blue']);
    const { condition, findings = [] } = (await groupsOf(caller)) ?? {};
    expect(condition).toBe('attention');
    expect(findings.map(({ reason, subject }) => [reason, subject?.name])).toEqual([
      ['ruleMatchesNobody', 'Blue'],
      ['groupsKept', undefined],
    ]);
  });

  test('are tried so many at once, others with each hour, and how many were not is said', async () => {
    const { caller, client } = await server().openAccount('Many rules');
    await client.post('/Users', ada);
    const teams = Array.from({ length: 25 }, (_, index) => `Team ${index}`);
    await makeRules(caller, teams);
    const named = async () => {
      const { findings = [] } = (await groupsOf(caller)) ?? {};
      expect(findings).toContainEqual({ condition: 'working', reason: 'rulesUntried', count: 5 });
      return findings
        .filter(({ reason }) => reason === 'ruleMatchesNobody')
        .map(({ subject }) => subject?.name);
    };
    const first = await named();
    expect(first.length).toBe(20);
    server().putClockForward(hour);
    expect(new Set([...first, ...(await named())])).toEqual(new Set(teams));
    server().putClockForward(-hour);
  });
});
