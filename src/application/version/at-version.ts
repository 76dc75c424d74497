import { Optional } from '../input/optional.ts';
import { IsVersionCondition, type VersionCondition } from './version-condition.ts';

/** What is said of a change of something that has versions. */
export abstract class AtVersion {
  /** Refuse unless what is to be changed is at such a version. */
  @Optional()
  @IsVersionCondition()
  readonly ifVersion?: VersionCondition;
}
