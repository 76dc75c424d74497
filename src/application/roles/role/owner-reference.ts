import { IsString } from 'class-validator';
import { AtVersion } from '../../version/at-version.ts';

export class OwnerReference extends AtVersion {
  /** Letter case aside. */
  @IsString()
  readonly userName!: string;
}
