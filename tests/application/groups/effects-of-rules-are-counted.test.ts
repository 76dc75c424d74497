import { describe, expect, test } from 'vitest';
import { countEffect } from '../../../src/application/groups/rule/rule-effect.ts';
import type { AgentReader } from '../../../src/application/ports/agent-repository.ts';
import { all, type Criteria, identified, nobody, not } from '../../../src/criteria/criteria.ts';
import { countedAgentsMax } from '../../../src/domain/agent/agent-count.ts';

/** Stands in for an account of more agents than a test can make. */
const accountOf = (countOf: (criteria: Criteria) => number) => {
  const asked: Criteria[] = [];
  const count = async (criteria: Criteria, max: number) => {
    asked.push(criteria);
    return Math.min(countOf(criteria), max + 1);
  };
  return { asked, agents: { count } as Pick<AgentReader, 'count'> as AgentReader };
};

const tooMany = { atLeast: countedAgentsMax + 1 };

describe('of a rule that takes the place of another', () => {
  const [matching, members] = [identified(['matching']), identified(['members'])];
  const [joining, leaving] = [all(matching, not(members)), all(members, not(matching))];

  const effect = (counts: readonly (readonly [Criteria, number])[]) => {
    const account = accountOf((criteria) => {
      const known = counts.find(([one]) => JSON.stringify(one) === JSON.stringify(criteria));
      if (known === undefined) throw new Error(`Nobody was to count ${JSON.stringify(criteria)}.`);
      return known[1];
    });
    return countEffect(account.agents, { matching, members, joining, leaving });
  };
  const both = all(members, matching);

  test('who comes and goes follows from three numbers', async () => {
    const counts = [
      [matching, 50],
      [members, 30],
      [both, 20],
    ] as const;
    expect(await effect(counts)).toEqual({ matching: 50, joining: 30, leaving: 10 });
  });

  test('they are counted by themselves where one of the numbers is too large', async () => {
    const large = 1_000_000;
    expect(
      await effect([
        [matching, large],
        [members, 30],
        [both, 20],
        [joining, large],
      ]),
    ).toEqual({
      ...{ matching: tooMany, joining: tooMany, leaving: 10 },
    });
    expect(
      await effect([
        [matching, 50],
        [members, large],
        [both, 20],
        [leaving, large],
      ]),
    ).toEqual({
      ...{ matching: 50, joining: 30, leaving: tooMany },
    });
    const four = [
      [matching, large],
      [members, large],
      [both, large],
      [joining, 1],
      [leaving, 2],
    ] as const;
    expect(await effect(four)).toEqual({ matching: tooMany, joining: 1, leaving: 2 });
  });

  test('of a group that is to be made everybody comes', async () => {
    const { asked, agents } = accountOf(() => 7);
    const counted = await countEffect(agents, {
      matching,
      joining: matching,
      leaving: nobody,
      members: nobody,
    });
    expect(counted).toEqual({ matching: 7, joining: 7, leaving: 0 });
    expect(asked).toEqual([matching]);
  });
});
