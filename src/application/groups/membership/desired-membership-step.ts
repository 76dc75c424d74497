import { IsIn, ValidateIf } from 'class-validator';
import type { Criteria } from '../../../criteria/criteria.ts';
import { criteriaProblem } from '../../../criteria/criteria-problem.ts';
import { isAboutMember } from '../../../domain/group/membership-steps.ts';
import type { AgentId } from '../../../domain/shared/identifiers.ts';
import { IsIdentifiers } from '../../input/is-identifiers.ts';
import { Satisfies } from '../../input/satisfies.ts';

/** One step of a change of a group's membership, as callers give it: see `MembershipStep`. */
export class DesiredMembershipStep {
  @IsIn(['add', 'remove', 'replace', 'removeWhere', 'clear'])
  readonly kind!: 'add' | 'remove' | 'replace' | 'removeWhere' | 'clear';

  @ValidateIf(({ kind }) => kind !== 'removeWhere' && kind !== 'clear')
  @IsIdentifiers()
  readonly ids?: readonly AgentId[];

  @ValidateIf(({ kind }) => kind === 'removeWhere')
  @Satisfies(
    'must be criteria about an agent\'s "id" and "userName"',
    (value) => criteriaProblem(value) === undefined && isAboutMember(value as Criteria),
  )
  readonly criteria?: Criteria;
}
