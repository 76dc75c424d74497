import type { Criteria } from '../../../criteria/criteria.ts';
import type { SqlFragment } from '../statements/sql-fragment.ts';
import type { CriteriaCompiler } from './criteria-compiler.ts';
import type { DrivingRows } from './driving-rows.ts';

/**
 * What else a statement needs: rows that it is ordered by, a condition on the resource, or the resource's own row
 * for a column of it, which an index has in order.
 */
export interface StatementNeeds extends AskedCriteria {
  readonly rows?: (compiler: CriteriaCompiler) => DrivingRows;
  readonly condition?: (id: string) => SqlFragment;
  readonly needsRow?: boolean;
  readonly index?: string;
}

/** Criteria that are to find nothing, since many satisfy them: they are asked of each resource that the others find. */
export interface AskedCriteria {
  readonly asked?: readonly Criteria[];
  /** Asked as well, and first, by sets: see `CriteriaCompiler`. */
  readonly askedBySets?: readonly Criteria[];
  /** Whoever does not satisfy it is one of few, who find the resources. */
  readonly lacked?: Criteria;
}
