import { IsInt, Max, Min } from 'class-validator';
import type { GroupKind } from '../../domain/group/group-reference.ts';
import type { GroupId } from '../../domain/shared/identifiers.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { Nested } from '../input/nested.ts';
import { Optional } from '../input/optional.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { findGroup } from './group/find-group.ts';
import { IsGroupKind } from './group/is-group-kind.ts';
import { DesiredRule, readRule } from './rule/desired-rule.ts';
import { type PreviewedRule, previewEffect } from './rule/preview-effect.ts';
import { ruleEffectCriteria } from './rule/rule-effect.ts';

const examplesDefault = 10;
const examplesMaxMax = 100;

export class RulePreview {
  @Nested(() => DesiredRule)
  readonly rule!: DesiredRule;

  /** The group whose rule it would become; absent for one that would be made. */
  @Optional()
  @IsIdentifier()
  readonly groupId?: GroupId;

  /** Of a group that would be made; `agents` where it is not said. */
  @Optional()
  @IsGroupKind()
  readonly kind?: GroupKind;

  /** How many examples of each are wanted; 10 where it is not said, 100 at most. */
  @Optional()
  @IsInt()
  @Min(0)
  @Max(examplesMaxMax)
  readonly examplesMax?: number;
}

/**
 * What a rule would do, with nothing changed.
 *
 * @throws DomainError `ruleInvalid`, `groupNotFound`, `attributeTooLarge`.
 */
export const previewRule = defineUseCase({
  name: 'PreviewRule',
  permission: 'rules:read',
  kind: 'reads',
  input: RulePreview,
  target: ({ groupId }) => ({ type: 'group', id: groupId }),
  run: async (scope, _, preview, { at, attempt, ruleLanguage }): Promise<PreviewedRule> => {
    const { rule, groupId, kind = 'agents', examplesMax = examplesDefault } = preview;
    const group = groupId && (await findGroup(scope.groups, groupId, attempt));
    const read = await readRule(ruleLanguage, scope, rule);
    const criteria = ruleEffectCriteria(read, group?.state.kind ?? kind, group, at);
    return previewEffect(scope.agents, criteria, examplesMax);
  },
});
