import { IsInt, IsString } from 'class-validator';
import { Optional } from '../../application/input/optional.ts';

/** RFC 9457. */
export class ProblemAnswer {
  /** Where the code is explained; absent where it is HTTP that refused. */
  @Optional()
  @IsString()
  readonly type?: string;

  @IsString()
  readonly title!: string;

  @IsInt()
  readonly status!: number;

  /** What was wrong, where, and what to do. */
  @IsString()
  readonly detail!: string;

  /** For programs; absent where it is HTTP that refused. */
  @Optional()
  @IsString()
  readonly code?: string;

  /** The path of the property, or the name of the parameter, that was refused. */
  @Optional()
  @IsString()
  readonly attribute?: string;

  /** Of the request, as in the log and the audit log. */
  @Optional()
  @IsString()
  readonly requestId?: string;
}
