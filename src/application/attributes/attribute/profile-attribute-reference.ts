import { IsString } from 'class-validator';

export class ProfileAttributeReference {
  /** Without `profile.`, in any letter case. */
  @IsString()
  readonly name!: string;
}
