import { type Criteria, conjuncts } from './criteria.ts';

/** Criteria that are not put together of others which have to hold as well. */
type Condition = Exclude<Criteria, { kind: 'all' | 'any' }>;

/**
 * What criteria demand: of these at least one is there wherever the criteria hold; `undefined` where nothing can be named.
 *
 * @param ofCondition - what a single condition demands.
 */
export function demands<Demand>(
  criteria: Criteria,
  ofCondition: (condition: Condition) => readonly Demand[] | undefined,
): readonly Demand[] | undefined {
  if (criteria.kind === 'all') {
    return conjuncts(criteria)
      .map((part) => demands(part, ofCondition))
      .find((demanded) => demanded !== undefined);
  }
  if (criteria.kind !== 'any') return ofCondition(criteria);
  const parts = criteria.of.map((part) => demands(part, ofCondition));
  return parts.every((demanded) => demanded !== undefined) ? parts.flat() : undefined;
}
