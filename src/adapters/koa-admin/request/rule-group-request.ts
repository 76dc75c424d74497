import { IsString } from 'class-validator';
import { IsGroupKind } from '../../../application/groups/group/is-group-kind.ts';
import { DesiredRule } from '../../../application/groups/rule/desired-rule.ts';
import { Optional } from '../../../application/input/optional.ts';
import type { GroupKind } from '../../../domain/group/group-reference.ts';

/** A group that is to be made, and its rule. */
export class RuleGroupRequest extends DesiredRule {
  @IsString()
  readonly displayName!: string;

  /** `agents` where it is not said. */
  @Optional()
  @IsGroupKind()
  readonly kind?: GroupKind;
}
