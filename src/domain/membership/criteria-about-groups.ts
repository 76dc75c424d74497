import { type AttributeValues, addValues, type ElementValue } from '../../criteria/attribute-values.ts';
import { all, any, type Criteria, equals } from '../../criteria/criteria.ts';
import type { Field } from '../../criteria/field.ts';
import { criteriaPredicate } from '../../criteria/match-criteria.ts';
import type { Group } from '../group/group.ts';
import type { GroupReference } from '../group/group-reference.ts';
import { eligibility, ruleCriteria } from '../group/membership-rule.ts';
import type { Instant } from '../shared/instant.ts';
import type { AccountPolicy } from './account-policy.ts';
import { eligibilitiesOf } from './eligibilities.ts';
import { membersCriteria } from './members-criteria.ts';
import { askedOfValue, isAbout, replaceAttribute } from './replace-attribute.ts';
import { RuleBudget } from './rule-budget.ts';

const templateGroupKind: Field = { path: 'templateGroups.kind', type: 'text', caseExact: true };
const templateGroupIncludesDeactivated: Field = {
  path: 'templateGroups.includesDeactivated',
  type: 'boolean',
  caseExact: false,
};

/** Whether the criteria, which are about agents, ask for their groups: only then the policy is needed. */
export const asksAboutGroups = (criteria: Criteria): boolean => isAbout('groups', criteria);

/** The ids of the groups that criteria about agents name, each by `groups.value eq "…"`: these are to be looked up. */
export function groupsNamedIn(criteria: Criteria): readonly string[] {
  const named: string[] = [];
  replaceAttribute('groups', criteria, (part) => {
    const id = groupNamedBy(part);
    if (id !== undefined) named.push(id);
    return part;
  });
  return named;
}

/**
 * Criteria about agents without a question that rules have to answer: `groups` then means the groups that name an
 * agent, and `templateGroups` those of its values.
 *
 * @param named - the groups that `groupsNamedIn` told, as far as there are such.
 * @param at - when it is asked.
 * @throws DomainError `criteriaTooWide`.
 */
export function criteriaAboutGroups(
  criteria: Criteria,
  { ruleGroups, templates }: Pick<AccountPolicy, 'ruleGroups' | 'templates'>,
  named: ReadonlyMap<string, Group>,
  at: Instant,
): Criteria {
  const budget = new RuleBudget();
  return replaceAttribute('groups', criteria, (part) => {
    const id = groupNamedBy(part);
    // For one group that is named there is its own rule, which an index answers, and nothing else.
    if (id !== undefined) {
      const group = named.get(id);
      return group === undefined ? part : membersCriteria(group, at);
    }
    const isMeant = criteriaPredicate(part);
    const meant = ruleGroups.all.filter((group) => isMeant(valuesOf(group)));
    budget.spend(meant);
    const byRules = meant.map(({ rule, kind }) => ruleCriteria(rule, kind));
    const byTemplates = eligibilitiesOf(templates).map((eligible) =>
      all(
        {
          kind: 'element',
          path: 'templateGroups',
          of: all(
            equals(templateGroupKind, eligible.kind),
            equals(templateGroupIncludesDeactivated, eligible.includesDeactivated),
            askedOfValue(part, (path) => path.replace(/^groups\b/, 'templateGroups')),
          ),
        },
        ...eligibility(eligible),
      ),
    );
    return any(part, ...byRules, ...byTemplates);
  });
}

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

function valuesOf({ id: value, displayName: display, kind }: GroupReference): AttributeValues {
  const values = new Map<string, ElementValue[]>();
  addValues(values, { groups: [{ value, display, kind }] });
  return values;
}
