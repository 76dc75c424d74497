import type { KnownProfileAttribute } from '../../domain/profile-attribute/known-profile-attribute.ts';
import { AtATime } from '../past/at-a-time.ts';
import { accountAt } from '../past/past-account.ts';
import { pastAttributes } from '../past/past-attributes.ts';
import { defineUseCase } from '../use-case/use-case.ts';

/**
 * The custom attributes that the account has, with the types of their values and what was declared of them. As of a time they
 * come without the types that values had.
 *
 * @throws DomainError as of a time `attributeInvalid`, `permissionMissing`, `pastUntold`.
 */
export const listProfileAttributes = defineUseCase({
  name: 'ListProfileAttributes',
  permission: 'schema:read',
  kind: 'reads',
  input: AtATime,
  readsJournal: ({ at }) => at !== undefined,
  run: async (scope, caller, { at }, context): Promise<readonly KnownProfileAttribute[]> =>
    at === undefined
      ? scope.profileAttributes.list()
      : pastAttributes(await accountAt(scope, caller, context, at)),
});
