import { IsBoolean, IsString } from 'class-validator';
import type { GroupKind } from '../../domain/group/group-reference.ts';
import type { GroupTemplate } from '../../domain/group/group-template.ts';
import { Optional } from '../input/optional.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { IsGroupKind } from './group/is-group-kind.ts';
import { beginTemplate } from './template/begin-template.ts';

export class GroupTemplateCreation {
  /** For whose values groups are made: `profile.team`. */
  @IsString()
  readonly attribute!: string;

  /** The name of each group, `{value}` standing for the value. */
  @IsString()
  readonly namePattern!: string;

  /** `agents` where it is not said. */
  @Optional()
  @IsGroupKind()
  readonly kind?: GroupKind;

  /** Whether deactivated agents belong to the groups as well; `false` where it is not said. */
  @Optional()
  @IsBoolean()
  readonly includesDeactivated?: boolean;
}

export interface CreatedGroupTemplate {
  readonly template: GroupTemplate;
  /** How many groups it made of the values that there are. */
  readonly groups: number;
}

/**
 * Makes a group for every value of an attribute, now and whenever another value appears.
 *
 * @throws DomainError `ruleInvalid`, `attributeInvalid`, `attributeTooLarge`.
 */
export const createGroupTemplate = defineUseCase({
  name: 'CreateGroupTemplate',
  permission: 'rules:write',
  kind: 'changes',
  input: GroupTemplateCreation,
  target: ({ namePattern }) => ({ type: 'template', name: namePattern }),
  run: async (scope, { accountId }, creation, context): Promise<CreatedGroupTemplate> => {
    const { attribute, namePattern, kind = 'agents', includesDeactivated = false } = creation;
    await scope.policy.beginChange();
    const desired = { attribute, namePattern, kind, includesDeactivated };
    const { change, groups } = await beginTemplate(scope, accountId, desired, context);
    return { template: change.state, groups };
  },
});
