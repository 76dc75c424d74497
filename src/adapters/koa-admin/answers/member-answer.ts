import { IsString } from 'class-validator';
import { IsIdentifier } from '../../../application/input/is-identifier.ts';

/** An agent by the name that people know. */
export class MemberAnswer {
  @IsIdentifier()
  readonly id!: string;

  @IsString()
  readonly userName!: string;
}

export const showMember = ({ id, userName }: MemberAnswer): MemberAnswer => ({ id, userName });
