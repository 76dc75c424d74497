import type { Criteria } from '../../../criteria/criteria.ts';
import { foldCase } from '../../../criteria/fold-case.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../criteria/json.ts';
import { withPaths } from '../../../criteria/with-paths.ts';
import { ruleCriteria } from '../../../domain/group/membership-rule.ts';
import { ProfileSchema } from '../../../domain/profile-attribute/profile-schema.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import { agentId, groupId } from '../../../domain/shared/identifiers.ts';
import type { RecordedJournalEntry } from '../../ports/event-feed.ts';
import type { ReadScope } from '../../ports/unit-of-work.ts';
import type { UseCaseContext } from '../../use-case/use-case.ts';
import { findGroup } from '../group/find-group.ts';
import { readRule } from './desired-rule.ts';

/** Who belonged before a rule was changed, and who did afterwards. */
interface RuleChangeCriteria {
  readonly before: Criteria;
  readonly after: Criteria;
}

/**
 * What both rules of a `GroupRuleChanged` entry meant when it was written, about attributes under the names that they
 * have today: values move when an attribute is renamed.
 *
 * @throws DomainError `ruleInvalid` where the entry is none of a rule's change; for entries that do not hold what
 * their rules meant also `groupNotFound` and `ruleInvalid` where that cannot be told again.
 */
export async function ruleChangeCriteria(
  scope: ReadScope,
  entry: RecordedJournalEntry | undefined,
  context: UseCaseContext,
): Promise<RuleChangeCriteria> {
  const { target, changes } = requireRuleChange(entry);
  context.attempt.target = target;
  const { from, to } = changes.find(({ path }) => path === 'rule') ?? {};
  const criteriaOf = (rule: JsonValue | undefined) => criteriaOfRule(scope, context, target.id, rule);
  const schema = new ProfileSchema(await scope.profileAttributes.list(), true);
  const current = (criteria: Criteria) => withPaths(criteria, (path) => currentPath(schema, path));
  return { before: current(await criteriaOf(from)), after: current(await criteriaOf(to)) };
}

function requireRuleChange(entry: RecordedJournalEntry | undefined) {
  const id = entry?.target?.id;
  if (entry?.action !== 'GroupRuleChanged' || id === undefined) {
    const message = 'The entry of the audit log is none of a change of a rule in this account.';
    throw new DomainError('ruleInvalid', message);
  }
  return { changes: entry.changes, target: { ...entry.target, type: 'group' as const, id } };
}

async function criteriaOfRule(
  scope: ReadScope,
  { attempt, ruleLanguage }: UseCaseContext,
  group: string,
  value: JsonValue | undefined,
): Promise<Criteria> {
  const rule: JsonObject = isJsonObject(value) ? value : {};
  // Written by `Group.changeRule`.
  if (rule.criteria !== undefined) return rule.criteria as Criteria;
  const { state } = await findGroup(scope.groups, groupId(group), attempt);
  const desired = {
    text: String(rule.text),
    always: agentIdsIn(rule.always),
    never: agentIdsIn(rule.never),
    includesDeactivated: rule.includesDeactivated === true,
  };
  return ruleCriteria(await readRule(ruleLanguage, scope, desired), state.kind);
}

const agentIdsIn = (list: JsonValue | undefined) =>
  Array.isArray(list) ? list.map((id) => agentId(String(id))) : [];

const profilePrefix = 'profile.';

const currentPath = (schema: ProfileSchema, path: string): string =>
  path.startsWith(profilePrefix)
    ? profilePrefix + foldCase(schema.currentName(path.slice(profilePrefix.length)))
    : path;
