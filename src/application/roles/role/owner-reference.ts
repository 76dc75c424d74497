import { IsString } from 'class-validator';

export class OwnerReference {
  /** Letter case aside. */
  @IsString()
  readonly userName!: string;
}
