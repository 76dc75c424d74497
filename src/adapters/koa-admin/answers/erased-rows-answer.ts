import { IsInt } from 'class-validator';
import { Optional } from '../../../application/input/optional.ts';

/** How much was erased. */
export class ErasedRowsAnswer {
  /** Entries of the audit log of which values were erased. */
  @IsInt()
  readonly entries!: number;

  /** Requests of the request log. */
  @IsInt()
  readonly requests!: number;

  /** Other rows that named the agent. */
  @IsInt()
  readonly rows!: number;

  /** Entries in files of the archive; absent where there are none, or where they are not reached. */
  @Optional()
  @IsInt()
  readonly archived?: number;

  /** Up to which position entries are in files of the archive that are not reached from here; absent where there are none. */
  @Optional()
  @IsInt()
  readonly archivedUpTo?: number;
}
