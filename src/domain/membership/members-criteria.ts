import { type Criteria, equals } from '../../criteria/criteria.ts';
import { agentFields } from '../agent/agent-fields.ts';
import type { Group } from '../group/group.ts';
import { ruleCriteria } from '../group/membership-rule.ts';

/** Who belongs to a group, whatever governs it. */
export const membersCriteria = ({ state: { id, kind, rule } }: Group): Criteria =>
  rule === undefined ? equals(agentFields.groupId, id) : ruleCriteria(rule, kind);
