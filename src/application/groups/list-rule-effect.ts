import { all, not } from '../../criteria/criteria.ts';
import { isJsonObject, type JsonValue } from '../../criteria/json.ts';
import type { Agent } from '../../domain/agent/agent.ts';
import type { Group } from '../../domain/group/group.ts';
import { ruleCriteria } from '../../domain/group/membership-rule.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import { agentId, type GroupId, groupId } from '../../domain/shared/identifiers.ts';
import type { Caller } from '../ports/caller.ts';
import type { RecordedJournalEntry } from '../ports/event-feed.ts';
import type { ListPage } from '../ports/list-page.ts';
import type { RuleLanguage } from '../ports/rule-language.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import { type Listing, listQueryOf } from '../support/listing.ts';
import { type DesiredRule, readRule } from './desired-rule.ts';
import { findGroup } from './find-group.ts';

export interface RuleEffectListing extends Pick<Listing, 'from' | 'limit' | 'withTotal'> {
  /** The position of a `GroupRuleChanged` entry of the audit log. */
  readonly position: number;
  readonly which: 'joined' | 'left';
}

/**
 * Who joined or left a group when its rule was changed. Nothing of it is kept: it is found by both rules, among the
 * agents as they are now.
 */
export class ListRuleEffect {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly language: RuleLanguage,
  ) {}

  /** @throws DomainError `ruleInvalid` where the entry is none of a rule's change; `groupNotFound`. */
  async execute(caller: Caller, { position, which, ...page }: RuleEffectListing): Promise<ListPage<Agent>> {
    return this.unitOfWork.read(caller, async (scope) => {
      const [entry] = await scope.journal.latest({ limit: 1, before: position + 1 });
      const { id, before, after } = requireRuleChange(entry, position);
      const { state }: Group = await findGroup(scope.groups, id);
      const earlier = ruleCriteria(await readRule(this.language, scope, before), state.kind);
      const later = ruleCriteria(await readRule(this.language, scope, after), state.kind);
      const criteria = which === 'joined' ? all(later, not(earlier)) : all(earlier, not(later));
      const { resources, ...listed } = await scope.agents.list(listQueryOf({ ...page, criteria }), false);
      return { ...listed, resources: resources.map(({ agent }) => agent) };
    });
  }
}

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
