import type { GroupTemplateId } from '../../domain/group/group-template.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { removeTemplateGroups } from './template/remove-template-groups.ts';

export class GroupTemplateRemoval {
  @IsIdentifier()
  readonly id!: GroupTemplateId;
}

/**
 * Ends a template, and with it the groups that it made.
 *
 * @throws DomainError `groupTemplateNotFound`.
 */
export const removeGroupTemplate = defineUseCase({
  name: 'RemoveGroupTemplate',
  permission: 'rules:write',
  kind: 'changes',
  input: GroupTemplateRemoval,
  target: ({ id }) => ({ type: 'template', id }),
  run: async (scope, _, { id }, { at }): Promise<void> => {
    const { policy, groupTemplates } = scope;
    await policy.beginChange();
    const template = await groupTemplates.find(id);
    if (template === undefined) {
      const message = `There is no group template ${JSON.stringify(id.slice(0, 80))} in this account.`;
      throw new DomainError('groupTemplateNotFound', message);
    }
    await removeTemplateGroups(scope, template, at);
    await groupTemplates.store(template.remove(at));
  },
});
