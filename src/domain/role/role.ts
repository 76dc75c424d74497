import { foldCase } from '../../criteria/fold-case.ts';

/** As what people may enter the app, the highest first. Whoever is none of these may not enter. */
const roles = ['owner', 'admin', 'limitedAdmin', 'manager', 'grader'] as const;

export type Role = (typeof roles)[number];

/** A role that directories and groups give; owners are named by whoever runs the service. */
export type AssignableRole = Exclude<Role, 'owner'>;

interface RoleDescription {
  readonly displayName: string;
  readonly description: string;
}

/** What directories are told of the roles that they can give. */
export const assignableRoles: Readonly<Record<AssignableRole, RoleDescription>> = {
  admin: {
    displayName: 'Admin',
    description: 'Administers the account: agents, groups, rules, attributes and tokens.',
  },
  limitedAdmin: {
    displayName: 'Limited Admin',
    description: 'Reads agents and groups, and says who belongs to the groups that an administrator granted.',
  },
  manager: {
    displayName: 'Manager',
    description: 'Reads agents, groups, rules, attributes and the audit log.',
  },
  grader: { displayName: 'Grader', description: 'Reads agents and groups.' },
};

export const roleDisplayName = (role: Role): string =>
  role === 'owner' ? 'Owner' : assignableRoles[role].displayName;

export const isRole = (value: unknown): value is Role => roles.includes(value as Role);

export const isAssignableRole = (value: unknown): value is AssignableRole =>
  isRole(value) && value !== 'owner';

const byFoldedName = new Map(roles.filter(isAssignableRole).map((role) => [foldCase(role), role]));

/** The role that a directory's value names, letter case aside; none where it names another thing, such as `agent`. */
export const roleNamed = (value: string): AssignableRole | undefined => byFoldedName.get(foldCase(value));

/** The highest of several. */
export const highestOf = (several: readonly Role[]): Role | undefined =>
  roles.find((role) => several.includes(role));

/** Whether somebody with this role can let others in: without such people nobody looks after the account. */
export const isAdministrator = (role: Role | undefined): boolean => role === 'owner' || role === 'admin';
