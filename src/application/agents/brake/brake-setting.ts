import { IsBoolean, IsInt } from 'class-validator';
import { Optional } from '../../input/optional.ts';

/** When the directory deactivates too many at once, and what becomes of it; what is not said stays as it is. */
export class BrakeSetting {
  /** More than this share of the agents is too much, in percent: 1 to 100. With 100 nothing ever is. */
  @Optional()
  @IsInt()
  readonly percent?: number;

  /** Within so many minutes: 1 to 1440. */
  @Optional()
  @IsInt()
  readonly minutes?: number;

  /** Fewer agents than this are never too many: 1 to 100000. */
  @Optional()
  @IsInt()
  readonly agentsMin?: number;

  /** Whether further deactivations by the directory are refused then, until somebody here decides. */
  @Optional()
  @IsBoolean()
  readonly stops?: boolean;
}
