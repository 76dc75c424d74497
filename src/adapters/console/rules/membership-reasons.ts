import type { MembershipAnswer } from '../../koa-admin/answers/membership-answer.ts';

/** What settles whether somebody belongs to a group, in words. */
export const membershipReasons: Readonly<Record<MembershipAnswer['because'], string>> = {
  named: 'Members are named, by a push or by hand.',
  always: 'Belongs whatever the rule says: an exception.',
  never: 'Does not belong whatever the rule says: an exception.',
  deactivated: 'Is deactivated, and the group has active people only.',
  role: 'Has no role, and the group is for people who have one.',
  rule: 'The rule decides.',
};
