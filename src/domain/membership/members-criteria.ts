import { type Criteria, equals } from '../../criteria/criteria.ts';
import { agentFields } from '../agent/agent-fields.ts';
import type { Group } from '../group/group.ts';
import { ruleCriteria } from '../group/membership-rule.ts';
import { ruleAt } from '../group/rule-exceptions.ts';
import type { Instant } from '../shared/instant.ts';

/** Who belongs to a group at a moment, whatever governs it. */
export const membersCriteria = ({ state: { id, kind, rule } }: Group, at: Instant): Criteria =>
  rule === undefined ? equals(agentFields.groupId, id) : ruleCriteria(ruleAt(rule, at), kind);
