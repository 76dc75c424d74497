import { DomainError } from '../shared/domain-error.ts';

/**
 * What decides who belongs to a group: the directory, which pushes its members; people here, by hand; or a rule, from
 * which its membership follows.
 */
export type GroupGovernance = 'push' | 'hand' | 'rule';

/** Who can change a group: the directory that pushes it, or people here. */
export type GroupChanger = Exclude<GroupGovernance, 'rule'>;

interface GovernedGroup {
  readonly displayName: string;
  readonly governedBy: GroupGovernance;
  readonly origin?: object;
}

const governors = { push: 'by the directory', hand: 'by hand', rule: 'by a rule', template: 'by a template' };
const attempts = {
  push: 'it cannot be changed over SCIM',
  hand: 'it cannot be changed by hand',
  rule: 'its rule cannot be changed',
};
const advice = {
  push: 'Change it in the directory that pushes it.',
  hand: 'An administrator changes it here.',
  rule: 'An administrator changes its rule, or the lists of who always and who never belongs.',
  template: 'It comes and goes with the values of the attribute.',
};

/** @param attempted - the governance under which the attempted change would have been right. */
export function governedOtherwise(group: GovernedGroup, attempted: GroupGovernance): DomainError {
  const { displayName, governedBy, origin } = group;
  const governor = origin === undefined ? governedBy : 'template';
  const message = `The group ${JSON.stringify(displayName)} is governed ${governors[governor]}, so ${attempts[attempted]}. ${advice[governor]}`;
  return new DomainError('groupGovernedOtherwise', message, { governedBy });
}
