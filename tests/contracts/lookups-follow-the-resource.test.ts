import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { searchableAgents } from '../../src/adapters/typeorm-persistence/agents/searchable-agents.ts';
import { prepareDatabase } from '../../src/adapters/typeorm-persistence/dialects/sqlite/prepare-database.ts';
import { sqliteDialect } from '../../src/adapters/typeorm-persistence/dialects/sqlite/sqlite-dialect.ts';
import { AccountStatement } from '../../src/adapters/typeorm-persistence/scope/account-statement.ts';
import { foundResources } from '../../src/adapters/typeorm-persistence/search/found-resources.ts';
import type { ComparisonOperator, Criteria } from '../../src/criteria/criteria.ts';
import type { Field } from '../../src/criteria/field.ts';
import { agentFields } from '../../src/domain/agent/agent-fields.ts';
import { anyCriteria } from '../support/criteria.ts';
import { sqlite } from '../support/databases.ts';
import { stageOn } from '../support/open-storage.ts';

interface PlanStep {
  readonly id: number;
  readonly parent: number;
  readonly detail: string;
}

const stage = stageOn(sqlite);

function planOf(criteria: Criteria, database: Database.Database): readonly PlanStep[] {
  const { source, id, inOrder } = foundResources(searchableAgents, sqliteDialect, criteria);
  const order = inOrder ? id.text : `CONCAT(${id.text})`;
  const statement = AccountStatement.of(`SELECT ${id.text} AS id ${source.text} ORDER BY ${order} LIMIT 100`);
  return database
    .prepare<unknown[], PlanStep>(`EXPLAIN QUERY PLAN ${statement.sql}`)
    .all(...statement.bind('account', source.parameters));
}

/** Steps that read all of an account's values of one path, or a range of them. */
const isWide = ({ detail }: PlanStep) =>
  detail.includes('agent_values_value') && !detail.includes('agent_id=?');

/** Wide steps that are taken once for each row of another step: their cost grows with the square of the account. */
function repeatedSteps(plan: readonly PlanStep[]): readonly string[] {
  const byId = new Map(plan.map((step) => [step.id, step]));
  const isRepeated = (step: PlanStep | undefined): boolean =>
    step !== undefined && (step.detail.startsWith('CORRELATED') || isRepeated(byId.get(step.parent)));
  const wide = plan.filter(isWide);
  // A union that is not where the join begins is read anew for each row before it.
  const unions = plan.filter(({ id, parent, detail }) => {
    const before = plan.slice(0, plan.indexOf(byId.get(id) as PlanStep));
    return (
      /^SCAN u\d/.test(detail) &&
      before.some((step) => step.parent === parent && /^S(CAN|EARCH)/.test(step.detail))
    );
  });
  const beside = wide.filter((step) => wide.find(({ parent }) => parent === step.parent) !== step);
  return [...wide.filter(isRepeated), ...unions, ...beside].map(({ detail }) => detail);
}

const text = (path: string): Field => ({ path, type: 'text', caseExact: false });
const compare = (field: Field, operator: ComparisonOperator, value: string): Criteria => ({
  ...{ kind: 'compare', field, operator, value },
});
const title = text('title');

const heavy: Readonly<Record<string, Criteria>> = {
  'a negation': { kind: 'not', of: compare(title, 'contains', 'nobody') },
  'a negated presence': { kind: 'not', of: { kind: 'present', field: title } },
  'two texts within': {
    kind: 'all',
    of: [compare(title, 'contains', 'a'), compare(text('nickname'), 'contains', 'b')],
  },
  'two ranges': { kind: 'all', of: [compare(title, 'greater', 'a'), compare(title, 'less', 'z')] },
  'either of two texts': {
    kind: 'any',
    of: [compare(title, 'contains', 'a'), compare(text('nickname'), 'contains', 'b')],
  },
  'a range of one of several values': compare(agentFields.email, 'greater', 'a'),
  'either of two, and not a third': {
    kind: 'all',
    of: [
      { kind: 'any', of: [compare(agentFields.userName, 'equals', 'a'), compare(title, 'equals', 'b')] },
      { kind: 'not', of: { kind: 'present', field: text('nickname') } },
    ],
  },
  'a value that cannot be compared': {
    kind: 'all',
    of: [
      { kind: 'element', path: 'emails', of: compare(text('emails.type'), 'equals', 'work') },
      compare({ path: 'profile.hired', type: 'instant', caseExact: false }, 'equals', 'no time'),
    ],
  },
  'no such element': {
    kind: 'not',
    of: {
      kind: 'element',
      path: 'emails',
      of: {
        kind: 'all',
        of: [
          compare(text('emails.type'), 'equals', 'work'),
          compare(agentFields.email, 'contains', 'nobody'),
        ],
      },
    },
  },
};

test.each(Object.entries(heavy))('%s is looked up for each resource by its own values', (_, criteria) => {
  const database = new Database(stage().url.slice('sqlite:'.length));
  prepareDatabase(database);
  expect(repeatedSteps(planOf(criteria, database))).toEqual([]);
  database.close();
});

test('so is whatever is asked, so that no search on SQLite grows with the square of the account', () => {
  const database = new Database(stage().url.slice('sqlite:'.length));
  prepareDatabase(database);
  fc.assert(
    fc.property(anyCriteria, (criteria) => {
      expect(repeatedSteps(planOf(criteria, database))).toEqual([]);
    }),
    { numRuns: 2000 },
  );
  database.close();
});
