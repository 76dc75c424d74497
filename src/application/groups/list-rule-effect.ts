import { IsIn, IsInt, Min } from 'class-validator';
import { all, not } from '../../criteria/criteria.ts';
import { isJsonObject, type JsonValue } from '../../criteria/json.ts';
import type { Agent } from '../../domain/agent/agent.ts';
import { ruleCriteria } from '../../domain/group/membership-rule.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import { agentId, type GroupId, groupId } from '../../domain/shared/identifiers.ts';
import { listQueryOf, Page } from '../listing/listing.ts';
import type { RecordedJournalEntry } from '../ports/event-feed.ts';
import type { ListPage } from '../ports/list-page.ts';
import { defineUseCase } from '../use-case.ts';
import { findGroup } from './group/find-group.ts';
import { type DesiredRule, readRule } from './rule/desired-rule.ts';

export class RuleEffectListing extends Page {
  /** The position of a `GroupRuleChanged` entry of the audit log. */
  @IsInt()
  @Min(0)
  readonly position!: number;

  @IsIn(['joined', 'left'])
  readonly which!: 'joined' | 'left';
}

/**
 * Who joined or left a group when its rule was changed. Nothing of it is kept: it is found by both rules, among the
 * agents as they are now.
 *
 * @throws DomainError `ruleInvalid` where the entry is none of a rule's change; `groupNotFound`.
 */
export const listRuleEffect = defineUseCase({
  name: 'ListRuleEffect',
  permission: 'rules:read',
  kind: 'reads',
  input: RuleEffectListing,
  run: async (
    scope,
    _,
    { position, which, ...page },
    { attempt, ruleLanguage },
  ): Promise<ListPage<Agent>> => {
    const [entry] = await scope.journal.latest({ limit: 1, before: position + 1 });
    const { id, before, after } = requireRuleChange(entry, position);
    const { state } = await findGroup(scope.groups, id, attempt);
    const earlier = ruleCriteria(await readRule(ruleLanguage, scope, before), state.kind);
    const later = ruleCriteria(await readRule(ruleLanguage, scope, after), state.kind);
    const criteria = which === 'joined' ? all(later, not(earlier)) : all(earlier, not(later));
    const { resources, ...listed } = await scope.agents.list(listQueryOf({ ...page, criteria }), false);
    return { ...listed, resources: resources.map(({ agent }) => agent) };
  },
});

interface RuleChange {
  readonly id: GroupId;
  readonly before: DesiredRule;
  readonly after: DesiredRule;
}

function requireRuleChange(entry: RecordedJournalEntry | undefined, position: number): RuleChange {
  const id = entry?.target?.id;
  if (entry?.position !== position || entry.action !== 'GroupRuleChanged' || id === undefined) {
    const message = `The audit log's entry at position ${position} is none of a rule's change in this account.`;
    throw new DomainError('ruleInvalid', message);
  }
  const { from, to } = entry.changes.find(({ path }) => path === 'rule') ?? {};
  return { id: groupId(id), before: ruleIn(from), after: ruleIn(to) };
}

function ruleIn(value: JsonValue | undefined): DesiredRule {
  const { text, always, never, includesDeactivated } = isJsonObject(value) ? value : {};
  const idsIn = (list: JsonValue | undefined) => (Array.isArray(list) ? list.map(String).map(agentId) : []);
  return {
    text: String(text),
    always: idsIn(always),
    never: idsIn(never),
    includesDeactivated: includesDeactivated === true,
  };
}
