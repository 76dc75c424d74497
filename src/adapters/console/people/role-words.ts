/** What somebody with a role may do, in the order of what they may. */
export const roleWords = {
  owner: {
    name: 'Owner',
    may: 'Administers the account, says which groups give roles, and how people sign in.',
  },
  admin: { name: 'Admin', may: 'Administers the account: agents, groups, rules, attributes and tokens.' },
  limitedAdmin: {
    name: 'Limited Admin',
    may: 'Reads agents and groups, and says who belongs to the groups that an administrator granted.',
  },
  manager: { name: 'Manager', may: 'Reads agents, groups, rules, attributes and the audit log.' },
  grader: { name: 'Grader', may: 'Reads agents and groups.' },
} as const;

export type NamedRole = keyof typeof roleWords;

export const roleName = (role: string): string =>
  (roleWords as Record<string, { name: string }>)[role]?.name ?? role;
