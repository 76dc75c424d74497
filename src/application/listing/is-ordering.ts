import { fieldProblem } from '../../criteria/criteria-problem.ts';
import { isJsonObject } from '../../criteria/json.ts';
import { Satisfies } from '../input/satisfies.ts';

/** The property is an `Ordering`. */
export const IsOrdering = () =>
  Satisfies(
    'must be an object with a "field" and whether it is "descending"',
    (value) =>
      isJsonObject(value) && fieldProblem(value.field) === undefined && typeof value.descending === 'boolean',
  );
