import { IsBoolean, IsString } from 'class-validator';
import { groupLimits } from '../../domain/group/group-limits.ts';
import type { GroupKind } from '../../domain/group/group-reference.ts';
import { GroupTemplate, groupTemplateId } from '../../domain/group/group-template.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import { Optional } from '../input/optional.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { IsGroupKind } from './group/is-group-kind.ts';
import { makeTemplateGroups } from './template/make-template-groups.ts';

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
    const { at, identifiers, ruleLanguage } = context;
    await scope.policy.beginChange();
    requireFewTemplates((await scope.groupTemplates.list()).length);
    const field = ruleLanguage.parseAttribute(attribute, await scope.profileAttributes.list());
    const id = groupTemplateId(identifiers.next());
    const desired = { attribute, namePattern, kind, includesDeactivated };
    const change = GroupTemplate.create(id, accountId, desired, field, at);
    await scope.groupTemplates.store(change);
    const template = change.state;
    const limit = groupLimits.templateValuesMax + 1;
    const found = await scope.groupTemplates.valuesWithoutGroup(template, limit);
    requireFewValues(attribute, found.length);
    const values = found.filter((value) => template.takes(value)).map((value) => ({ template, value }));
    await makeTemplateGroups(scope, values, identifiers, at, () => {});
    return { template, groups: values.length };
  },
});

function requireFewTemplates(templates: number): void {
  if (templates < groupLimits.templatesMax) return;
  const message = `The account has ${templates} group templates, and no more than ${groupLimits.templatesMax} are possible.`;
  throw new DomainError('attributeTooLarge', message, { attribute: 'attribute' });
}

function requireFewValues(attribute: string, values: number): void {
  if (values <= groupLimits.templateValuesMax) return;
  const message = `${JSON.stringify(attribute)} has more than ${groupLimits.templateValuesMax} different values, too many to make a group of each.`;
  throw new DomainError('attributeTooLarge', message, { attribute: 'attribute' });
}
