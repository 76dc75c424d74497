import { IsIn, ValidateIf } from 'class-validator';
import type { AgentId } from '../../../domain/shared/identifiers.ts';
import { IsIdentifiers } from '../../input/is-identifiers.ts';

/** One step of a change of a group's membership, as callers give it: see `MembershipStep`. */
export class DesiredMembershipStep {
  @IsIn(['add', 'remove', 'replace', 'clear'])
  readonly kind!: 'add' | 'remove' | 'replace' | 'clear';

  @ValidateIf(({ kind }) => kind !== 'clear')
  @IsIdentifiers()
  readonly ids?: readonly AgentId[];
}
