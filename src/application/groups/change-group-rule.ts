import type { Group, RuleEffect } from '../../domain/group/group.ts';
import type { GroupId } from '../../domain/shared/identifiers.ts';
import type { Caller } from '../ports/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { RuleLanguage } from '../ports/rule-language.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import type { RefusalRecorder } from '../support/refusal-recorder.ts';
import { requireVersion, type VersionCondition } from '../support/require-version.ts';
import { type DesiredRule, readRule } from './desired-rule.ts';
import { findGroup } from './find-group.ts';
import { countEffect, ruleEffectCriteria } from './rule-effect.ts';

export interface GroupRuleChange {
  readonly id: GroupId;
  /** What the rule should be, from what it is; lists that are not said are empty. */
  readonly revise: (current: DesiredRule | undefined) => DesiredRule;
  /** Refuse unless the group is at such a version. */
  readonly ifVersion?: VersionCondition;
}

export interface ChangedRule {
  readonly group: Group;
  readonly effect: RuleEffect;
}

/** Puts another rule in the place of a group's; it holds as soon as this returns, in an account of any size. */
export class ChangeGroupRule {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly refusals: RefusalRecorder,
    private readonly clock: Clock,
    private readonly language: RuleLanguage,
  ) {}

  /**
   * @throws DomainError `groupNotFound`, `versionDiffers`, `ruleInvalid`, `groupGovernedOtherwise`, and what
   * `Group.changeRule` throws.
   */
  async execute(caller: Caller, { id, revise, ifVersion }: GroupRuleChange): Promise<ChangedRule> {
    const attempt = { action: 'ChangeGroupRule', target: { type: 'group', id } } as const;
    return this.refusals.attempt(caller, attempt, () =>
      this.unitOfWork.transact(caller, async (scope) => {
        // Counted before others are held up; were the policy changed meanwhile, the work would run again.
        await scope.policy.current();
        const group = await findGroup(scope.groups, id);
        requireVersion('group', group.state, ifVersion);
        const rule = await readRule(this.language, scope, revise(group.state.rule));
        const criteria = ruleEffectCriteria(rule, group.state.kind, group);
        const { joining: joined, leaving: left } = await countEffect(scope.agents, criteria);
        await scope.policy.beginChange();
        const change = group.changeRule(rule, { joined, left }, this.clock.now());
        await scope.groups.store(change);
        return { group: change.state, effect: { joined, left } };
      }),
    );
  }
}
