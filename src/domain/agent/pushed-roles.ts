import { addValues, type ElementValue } from '../../criteria/attribute-values.ts';
import { type AssignableRole, roleNamed } from '../role/role.ts';
import type { Agent } from './agent.ts';

/** The roles that the directory says the agent has (RFC 7643 section 4.1.2, `roles`); other values of it give none. */
export function pushedRoles({ state: { directory } }: Agent): readonly AssignableRole[] {
  const { roles } = directory;
  if (roles === undefined) return [];
  const values = new Map<string, ElementValue[]>();
  addValues(values, { roles });
  return (values.get('roles.value') ?? []).flatMap(({ value }) => roleNamed(String(value)) ?? []);
}
