import type { GroupTemplateId } from '../../domain/group/group-template.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { keepingAdministrators } from '../roles/role/keeping-administrators.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { endTemplate } from './template/end-template.ts';

export class GroupTemplateRemoval {
  @IsIdentifier()
  readonly id!: GroupTemplateId;
}

/**
 * Ends a template, and with it the groups that it made.
 *
 * @throws DomainError `groupTemplateNotFound`, `lastAdministrator`.
 */
export const removeGroupTemplate = defineUseCase({
  name: 'RemoveGroupTemplate',
  permission: 'rules:write',
  kind: 'changes',
  input: GroupTemplateRemoval,
  target: ({ id }) => ({ type: 'template', id }),
  run: async (scope, _, { id }, context): Promise<void> => {
    const { at } = context;
    const { policy, groupTemplates } = scope;
    await policy.beginChange();
    const template = await groupTemplates.find(id);
    if (template === undefined) {
      const message = `There is no group template ${JSON.stringify(id.slice(0, 80))} in this account.`;
      throw new DomainError('groupTemplateNotFound', message);
    }
    const remove = () => endTemplate(scope, template, at);
    const { roleGroups } = await policy.current();
    const givesRoles = roleGroups.some(({ templateId }) => templateId === id);
    await (givesRoles ? keepingAdministrators(scope, context, 'hand', remove) : remove());
  },
});
