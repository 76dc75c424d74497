import { type AttributeValues, addValues, type ElementValue } from '../../../criteria/attribute-values.ts';
import { all, any, type Criteria, identified, pathsOf } from '../../../criteria/criteria.ts';
import { criteriaPredicate } from '../../../criteria/match-criteria.ts';
import { withPaths } from '../../../criteria/with-paths.ts';
import { groupLimits } from '../../../domain/group/group-limits.ts';
import type { GroupReference } from '../../../domain/group/group-reference.ts';
import { ruleCriteria } from '../../../domain/group/membership-rule.ts';
import type { RuleGroup } from '../../../domain/group/rule-groups.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import type { AccountScope } from '../account-scope.ts';
import { AccountStatement } from '../account-statement.ts';
import { searchableAgents } from '../agents/searchable-agents.ts';
import type { AccountPolicies } from '../policy/account-policies.ts';
import { foundResources } from '../search/found-resources.ts';
import { joined, sql } from '../search/sql-fragment.ts';
import { batchesOf } from '../statement-batches.ts';
import { type GroupRow, groupColumns, groupOf } from './group-row.ts';

/** A database checks every part of a statement before it runs it. */
const rulesPerStatement = 50;

const byId = new AccountStatement(
  `SELECT ${groupColumns} FROM agent_groups AS g WHERE g.account_id = :account AND g.id = ?`,
);

/**
 * Criteria about `groups` and `members` as SQL can answer them: membership by rows stays as it is, beside it stand the
 * rules themselves, and the rows by which templates' groups are found.
 */
export class DerivedGroups {
  private rulesAsked = 0;

  constructor(
    private readonly scope: AccountScope,
    private readonly policies: AccountPolicies,
  ) {}

  /** Of criteria about agents. */
  async aboutAgents(criteria: Criteria): Promise<Criteria> {
    if (!isAbout('groups', criteria)) return criteria;
    const { policy } = await this.policies.current(this.scope);
    return replaced('groups', criteria, async (part) => {
      const only = groupNamedBy(part);
      if (only !== undefined) return this.membersOf(only, part, policy.ruleGroups.all);
      const isMeant = criteriaPredicate(part);
      const ruled = policy.ruleGroups.all.filter((group) => isMeant(groupValues(group)));
      this.spend(ruled.length);
      const byRules = ruled.map(({ rule, kind }) => ruleCriteria(rule, kind));
      const byTemplates = policy.templates.length === 0 ? [] : [movedTo('groups', 'templateGroups', part)];
      return any(part, ...byRules, ...byTemplates);
    });
  }

  /** Of criteria about groups. */
  async aboutGroups(criteria: Criteria): Promise<Criteria> {
    if (!isAbout('members', criteria)) return criteria;
    const { policy } = await this.policies.current(this.scope);
    return replaced('members', criteria, async (part) => {
      const ruled = await this.withMember(policy.ruleGroups.all, memberCriteria(part));
      const byTemplates = policy.templates.length === 0 ? [] : [movedTo('members', 'templateMembers', part)];
      return any(part, identified(ruled), ...byTemplates);
    });
  }

  /** A filter may speak of groups a hundred times, and of all rules each time. */
  private spend(rules: number): void {
    this.rulesAsked += rules;
    const max = groupLimits.rulesPerFilterMax;
    if (this.rulesAsked <= max) return;
    const message = `The filter asks about groups in so many ways that more than ${max} rules would have to be looked at. Name a group by groups.value, or ask about fewer.`;
    throw new DomainError('criteriaTooWide', message);
  }

  /** For one group that is named there is its own rule, which an index answers, and nothing else. */
  private async membersOf(id: string, byRow: Criteria, ruled: readonly RuleGroup[]): Promise<Criteria> {
    const known = ruled.find((group) => group.id === id);
    if (known !== undefined) return ruleCriteria(known.rule, known.kind);
    const [row] = await this.scope.rows<GroupRow>(byId, [id]);
    const { rule, kind } = row === undefined ? {} : groupOf(row).state;
    return rule === undefined || kind === undefined ? byRow : ruleCriteria(rule, kind);
  }

  /** Those of the groups to which somebody belongs who satisfies the criteria. */
  private async withMember(groups: readonly RuleGroup[], who: Criteria): Promise<readonly string[]> {
    this.spend(groups.length);
    const ids: string[] = [];
    for (const batch of batchesOf(groups, rulesPerStatement)) {
      const selects = batch.map(({ id, rule, kind }) => {
        const criteria = all(ruleCriteria(rule, kind), who);
        const { source } = foundResources(searchableAgents, this.scope.dialect, criteria);
        return sql`SELECT ${id} AS id FROM (SELECT 1 AS one) AS one WHERE EXISTS (SELECT 1 ${source})`;
      });
      const union = joined(selects, ' UNION ALL ');
      const rows = await this.scope.rows<{ id: string }>(new AccountStatement(union.text), union.parameters);
      ids.push(...rows.map(({ id }) => id));
    }
    return ids;
  }
}

type Root = 'groups' | 'members';

const isBelow = (root: string, path: string): boolean => path === root || path.startsWith(`${root}.`);

const isAbout = (root: Root, criteria: Criteria): boolean =>
  pathsOf(criteria).some((path) => isBelow(root, path));

/** The criteria with other criteria in the place of each part that is about groups, or members. */
async function replaced(
  root: Root,
  criteria: Criteria,
  replacement: (part: Criteria) => Promise<Criteria>,
): Promise<Criteria> {
  switch (criteria.kind) {
    case 'compare':
    case 'present':
    case 'element':
      return isAbout(root, criteria) ? replacement(criteria) : criteria;
    case 'identified':
      return criteria;
    case 'not':
      return { kind: 'not', of: await replaced(root, criteria.of, replacement) };
    case 'all':
    case 'any': {
      // That some group is this or that is one question: `groups pr` asks for each part of a group.
      if (
        criteria.kind === 'any' &&
        criteria.of.length > 1 &&
        criteria.of.every((part) => isLeaf(root, part))
      ) {
        return replacement(criteria);
      }
      const of: Criteria[] = [];
      // One after the other: they share a connection.
      for (const part of criteria.of) of.push(await replaced(root, part, replacement));
      return { kind: criteria.kind, of };
    }
  }
}

const isLeaf = (root: Root, part: Criteria): boolean =>
  (part.kind === 'compare' || part.kind === 'present') && isBelow(root, part.field.path);

/** The same criteria about attributes below another path. */
const movedTo = (root: string, other: string, criteria: Criteria): Criteria =>
  withPaths(criteria, (path) => (isBelow(root, path) ? other + path.slice(root.length) : path));

const pathOfAgent: Readonly<Record<string, string | undefined>> = {
  'members.value': 'id',
  'members.display': 'userName',
};

/** What is asked of a member, asked of the agent; an element of `members` is one agent. */
const memberCriteria = (part: Criteria): Criteria =>
  withPaths(part.kind === 'element' ? part.of : part, (path) => pathOfAgent[path] ?? path);

/** `groups.value eq "…"`: the id of the only group that is meant. */
function groupNamedBy(part: Criteria): string | undefined {
  const only = part.kind === 'element' ? part.of : part;
  const isName =
    only.kind === 'compare' &&
    only.operator === 'equals' &&
    only.field.path === 'groups.value' &&
    only.field.affixes === undefined;
  return isName ? String(only.value) : undefined;
}

function groupValues({ id: value, displayName: display, kind }: GroupReference): AttributeValues {
  const values = new Map<string, ElementValue[]>();
  addValues(values, { groups: [{ value, display, kind }] });
  return values;
}
