import type { GroupMemberRow } from '../../../application/groups/import-group-members.ts';
import type { RuleExceptionRow } from '../../../application/groups/import-rule-exceptions.ts';
import { millisecondsOf } from '../../../criteria/comparable.ts';
import { instantOf } from '../../../domain/shared/instant.ts';
import { invalid, namedColumns } from './named-columns.ts';

/** Members of groups by hand, one a row; a row without an agent is a group. */
export const memberRows = namedColumns(['group', 'agent'], ['group'], (row): GroupMemberRow => row);

/** Exceptions of rules, one a row. */
export const exceptionRows = namedColumns(
  ['group', 'agent', 'belongs', 'reason', 'until'],
  ['group', 'agent', 'belongs'],
  ({ belongs: which, until, ...row }): RuleExceptionRow => {
    const belongs = which.toLowerCase();
    if (belongs !== 'always' && belongs !== 'never') throw invalid('"belongs" is always or never.');
    if (until === undefined) return { ...row, belongs };
    const end = millisecondsOf(until);
    if (end === undefined)
      throw invalid('"until" is a date or a time such as 2026-12-31 or 2026-12-31T17:00:00Z.');
    return { ...row, belongs, until: instantOf(new Date(end)) };
  },
);
