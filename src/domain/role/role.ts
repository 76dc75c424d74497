/** As what people may enter the app, the highest first. Whoever is none of these may not enter. */
const roles = ['owner', 'admin', 'limitedAdmin', 'manager', 'grader'] as const;

export type Role = (typeof roles)[number];

/** A role that directories and groups give; owners are named by whoever runs the service. */
type AssignableRole = Exclude<Role, 'owner'>;

interface RoleDescription {
  readonly displayName: string;
  readonly description: string;
}

/** What directories are told of the roles that they can give. */
export const assignableRoles: Readonly<Record<AssignableRole, RoleDescription>> = {
  admin: {
    displayName: 'Admin',
    description: 'Administers the account: agents, groups, rules, attributes, tokens and Single Sign-On.',
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

export const isRole = (value: unknown): value is Role => roles.includes(value as Role);
