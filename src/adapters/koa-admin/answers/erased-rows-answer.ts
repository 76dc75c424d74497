import { IsInt } from 'class-validator';

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
}
