import type { GroupTemplate } from '../../domain/group/group-template.ts';
import { AtATime } from '../past/at-a-time.ts';
import { accountAt } from '../past/past-account.ts';
import { pastTemplates } from '../past/past-templates.ts';
import { defineUseCase } from '../use-case/use-case.ts';

/**
 * The account's group templates, the oldest first.
 *
 * @throws DomainError as of a time `attributeInvalid`, `permissionMissing`, `pastUntold`.
 */
export const listGroupTemplates = defineUseCase({
  name: 'ListGroupTemplates',
  permission: 'rules:read',
  kind: 'reads',
  input: AtATime,
  readsJournal: ({ at }) => at !== undefined,
  run: async (scope, caller, { at }, context): Promise<readonly GroupTemplate[]> =>
    at === undefined
      ? scope.groupTemplates.list()
      : pastTemplates(await accountAt(scope, caller, context, at)),
});
