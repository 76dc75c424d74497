import { groupLimits } from '../../../domain/group/group-limits.ts';
import {
  type DesiredGroupTemplate,
  GroupTemplate,
  type GroupTemplateChange,
  groupTemplateId,
} from '../../../domain/group/group-template.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import type { AccountId } from '../../../domain/shared/identifiers.ts';
import type { WriteScope } from '../../ports/unit-of-work.ts';
import type { UseCaseContext } from '../../use-case/use-case.ts';
import { makeTemplateGroups } from './make-template-groups.ts';

interface BegunTemplate {
  readonly change: GroupTemplateChange;
  /** How many groups it made of the values that there are. */
  readonly groups: number;
}

/**
 * Stores a template and makes its groups, in a change of the policy.
 *
 * @throws DomainError `ruleInvalid`, `attributeInvalid`, `attributeTooLarge`.
 */
export async function beginTemplate(
  scope: WriteScope,
  accountId: AccountId,
  desired: DesiredGroupTemplate,
  { at, identifiers, ruleLanguage }: Pick<UseCaseContext, 'at' | 'identifiers' | 'ruleLanguage'>,
): Promise<BegunTemplate> {
  requireFewTemplates((await scope.groupTemplates.list()).length);
  const { attribute } = desired;
  const field = ruleLanguage.parseAttribute(attribute, await scope.profileAttributes.list());
  const id = groupTemplateId(identifiers.next());
  const change = GroupTemplate.create(id, accountId, desired, field, at);
  await scope.groupTemplates.store(change);
  const template = change.state;
  const limit = groupLimits.templateValuesMax + 1;
  const found = await scope.groupTemplates.valuesWithoutGroup(template, limit);
  requireFewValues(attribute, found.length);
  const values = found.filter((value) => template.takes(value)).map((value) => ({ template, value }));
  await makeTemplateGroups(scope, values, identifiers, at, () => {});
  return { change, groups: values.length };
}
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
