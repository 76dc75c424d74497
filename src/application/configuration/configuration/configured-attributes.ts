import type { KnownProfileAttribute } from '../../../domain/profile-attribute/known-profile-attribute.ts';
import type { AttributesConfiguration } from './account-configuration.ts';

/** What people here have said of custom attributes; that one was renamed is said by no configuration. */
export const configuredAttributes = (known: readonly KnownProfileAttribute[]): AttributesConfiguration => {
  const own = known.filter(({ renamedTo }) => renamedTo === undefined);
  return {
    declared: own.flatMap(({ name, declaration }) =>
      declaration === undefined ? [] : [{ name, ...declaration }],
    ),
    retired: own.filter(({ retiredAt }) => retiredAt !== undefined).map(({ name }) => name),
  };
};
