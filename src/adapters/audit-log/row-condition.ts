import type { LentValue } from '../../application/ports/lent-connection.ts';

/** What a row of the journal is asked for: SQL and the values of its places. */
export interface RowCondition {
  readonly text: string;
  readonly values: readonly LentValue[];
}
