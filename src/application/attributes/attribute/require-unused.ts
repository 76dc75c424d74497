import { pathsOf } from '../../../criteria/criteria.ts';
import { foldCase } from '../../../criteria/fold-case.ts';
import type { AccountPolicy } from '../../../domain/membership/account-policy.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';

/**
 * What rules ask about cannot go away under them.
 *
 * @throws DomainError `profileAttributeInUse`, naming the groups and templates.
 */
export function requireUnused({ ruleGroups, templates }: AccountPolicy, name: string): void {
  const path = `profile.${foldCase(name)}`;
  const users = [
    ...ruleGroups.all
      .filter(({ rule }) => pathsOf(rule.criteria).includes(path))
      .map(({ displayName }) => `the rule of the group ${JSON.stringify(displayName)}`),
    ...templates
      .filter(({ state }) => state.field.path === path)
      .map(({ state }) => `the group template ${JSON.stringify(state.namePattern)}`),
  ];
  if (users.length === 0) return;
  const shown = [...users.slice(0, 5), ...(users.length > 5 ? [`${users.length - 5} more`] : [])].join(', ');
  const message = `"profile.${name}" is asked about by ${shown}. Change ${users.length === 1 ? 'it' : 'them'} first.`;
  throw new DomainError('profileAttributeInUse', message, { attribute: `profile.${name}` });
}
