import { foldCase } from '../../../criteria/fold-case.ts';
import { equalJson } from '../../../criteria/json.ts';
import type { DesiredGroupTemplate, GroupTemplate } from '../../../domain/group/group-template.ts';
import { beginTemplate } from '../../groups/template/begin-template.ts';
import { endTemplate } from '../../groups/template/end-template.ts';
import type { TemplateConfiguration, TemplatesConfiguration } from './account-configuration.ts';
import { type Applying, atPath } from './differences.ts';
import { requireUniqueNames } from './unique-names.ts';

const section = 'templates';
const listPath = (index: number) => `${section}.list.${index}`;

/**
 * What comes before groups are made, whose names it frees: ends templates that are to be otherwise, which no template can
 * become, and with `prune` those that are not named.
 */
export async function endTemplates(
  { scope, context, differences }: Applying,
  { prune = false, list = [] }: TemplatesConfiguration = {},
): Promise<void> {
  requireUniqueNames(list.map(({ namePattern }, index) => [listPath(index), namePattern]));
  if (list.length === 0 && !prune) return;
  for (const template of await scope.groupTemplates.list()) {
    const index = list.findIndex((one) => isNamedAs(one, template));
    const desired = list[index];
    if (desired === undefined ? !prune : isSame(desired, template)) continue;
    const path = desired === undefined ? section : listPath(index);
    differences.add(path, 'removed', await endTemplate(scope, template, context.at));
  }
}

/** What comes behind groups, whose names are theirs: templates that are not there. */
export async function beginTemplates(
  { scope, caller, context, differences }: Applying,
  { list = [] }: TemplatesConfiguration = {},
): Promise<void> {
  const there = list.length === 0 ? [] : await scope.groupTemplates.list();
  for (const [index, one] of list.entries()) {
    if (there.some((template) => isNamedAs(one, template))) continue;
    const path = listPath(index);
    const begun = await atPath(path, () => beginTemplate(scope, caller.accountId, desiredOf(one), context));
    differences.add(path, 'added', begun.change);
  }
}

const desiredOf = ({
  attribute,
  namePattern,
  kind = 'agents',
  includesDeactivated = false,
}: TemplateConfiguration): DesiredGroupTemplate => ({ attribute, namePattern, kind, includesDeactivated });

const isNamedAs = ({ namePattern }: TemplateConfiguration, { state }: GroupTemplate): boolean =>
  foldCase(namePattern) === foldCase(state.namePattern);

function isSame(one: TemplateConfiguration, { state }: GroupTemplate): boolean {
  const { kind, includesDeactivated, attribute } = state;
  const { namePattern: _, ...desired } = desiredOf(one);
  return equalJson(
    { ...desired, attribute: foldCase(desired.attribute) },
    { kind, includesDeactivated, attribute: foldCase(attribute) },
  );
}
