import type { AttributeValues } from '../../criteria/attribute-values.ts';
import { all, type Criteria, equals, not } from '../../criteria/criteria.ts';
import type { Field } from '../../criteria/field.ts';
import { criteriaPredicate } from '../../criteria/match-criteria.ts';

const role: Field = { path: 'roles.value', type: 'text', caseExact: false };

/** Who has a role above agent: the directory gives a role other than `agent` (RFC 7643 section 4.1.2, `roles`). */
export const hasRoleAboveAgent: Criteria = {
  kind: 'element',
  path: 'roles',
  of: all({ kind: 'present', field: role }, not(equals(role, 'agent'))),
};

export const isAboveAgent: (values: AttributeValues) => boolean = criteriaPredicate(hasRoleAboveAgent);
