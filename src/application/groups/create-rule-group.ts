import type { AgentCount } from '../../domain/agent/agent-count.ts';
import type { DesiredGroup } from '../../domain/group/desired-group.ts';
import { Group } from '../../domain/group/group.ts';
import { groupLimits } from '../../domain/group/group-limits.ts';
import type { GroupKind } from '../../domain/group/group-reference.ts';
import { ruleCriteria } from '../../domain/group/membership-rule.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import { groupId } from '../../domain/shared/identifiers.ts';
import { countAgents } from '../agents/count-agents.ts';
import type { Caller } from '../ports/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { IdentifierSource } from '../ports/identifier-source.ts';
import type { RuleLanguage } from '../ports/rule-language.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import type { RefusalRecorder } from '../support/refusal-recorder.ts';
import { type DesiredRule, readRule } from './desired-rule.ts';

export interface RuleGroupCreation {
  readonly desired: DesiredGroup;
  readonly rule: DesiredRule;
  /** `agents` where it is not said. */
  readonly kind?: GroupKind;
}

export interface RuledGroup {
  readonly group: Group;
  /** How many belong to it. */
  readonly members: AgentCount;
}

/** Makes a group to which belongs whoever satisfies a rule. */
export class CreateRuleGroup {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly refusals: RefusalRecorder,
    private readonly identifiers: IdentifierSource,
    private readonly clock: Clock,
    private readonly language: RuleLanguage,
  ) {}

  /** @throws DomainError `ruleInvalid`, `groupNameTaken`, and what `Group.createByRule` throws. */
  async execute(caller: Caller, { desired, rule, kind = 'agents' }: RuleGroupCreation): Promise<RuledGroup> {
    const target = { type: 'group', name: desired.displayName } as const;
    return this.refusals.attempt(caller, { action: 'CreateRuleGroup', target }, () =>
      this.unitOfWork.transact(caller, async (scope) => {
        // Counted before others are held up; were the policy changed meanwhile, the work would run again.
        requireFewRules((await scope.policy.current()).ruleGroups.all.length);
        const read = await readRule(this.language, scope, rule);
        const members = await countAgents(scope.agents, ruleCriteria(read, kind));
        await scope.policy.beginChange();
        const id = groupId(this.identifiers.next());
        const settings = { kind, rule: read, joined: members };
        const change = Group.createByRule(id, caller.accountId, desired, settings, this.clock.now());
        await scope.groups.store(change);
        return { group: change.state, members };
      }),
    );
  }
}

function requireFewRules(rules: number): void {
  if (rules < groupLimits.rulesMax) return;
  const message = `The account has ${rules} groups that rules govern, and no more than ${groupLimits.rulesMax} are possible, since each change of an agent is held against all of them. A template makes any number of groups.`;
  throw new DomainError('attributeTooLarge', message, { attribute: 'rule' });
}
