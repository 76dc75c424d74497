import { assignableRoles, isAssignableRole } from '../../../domain/role/role.ts';
import { Satisfies } from '../../input/satisfies.ts';

/** The property is a role that directories and groups can give. */
export const IsAssignableRole = () =>
  Satisfies('must be "admin", "limitedAdmin", "manager" or "grader"', isAssignableRole, {
    type: 'string',
    enum: Object.keys(assignableRoles),
  });
