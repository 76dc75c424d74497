import fc from 'fast-check';
import { expect, test } from 'vitest';
import { criteriaPredicate, matchCriteria } from '../../src/criteria/match-criteria.ts';
import { agentValues } from '../../src/domain/agent/agent-values.ts';
import { provisioned } from '../support/agents.ts';
import { anyDescription, anyElementCriteria } from '../support/criteria.ts';

test('a list satisfies criteria where one of its elements does, whatever they demand of it', () => {
  fc.assert(
    fc.property(anyDescription, anyElementCriteria, (description, criteria) => {
      const values = agentValues({ agent: provisioned(description) });
      const elements = [...values]
        .filter(([path]) => path === criteria.path || path.startsWith(`${criteria.path}.`))
        .flatMap(([, stored]) => stored.map(({ element }) => element));
      const holds = criteriaPredicate(criteria.of);
      expect(matchCriteria(values, criteria)).toBe(elements.some((element) => holds(values, element)));
    }),
    { numRuns: 1000 },
  );
});
