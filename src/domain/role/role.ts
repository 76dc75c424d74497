/** As what people may enter the app, the highest first. Whoever is none of these may not enter. */
const roles = ['owner', 'admin', 'limitedAdmin', 'manager', 'grader'] as const;

export type Role = (typeof roles)[number];

export const isRole = (value: unknown): value is Role => roles.includes(value as Role);
