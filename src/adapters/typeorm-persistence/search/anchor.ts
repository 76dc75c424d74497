import type { Criteria } from '../../../criteria/criteria.ts';

/** What is asked of one value. */
export type Leaf = Extract<Criteria, { kind: 'compare' | 'present' }>;

/** One comparison that every element in question satisfies, by which rows are found, and what else must hold. */
export function anchorOf(of: Criteria): { readonly anchor: Leaf; readonly rest: Criteria } | undefined {
  if (of.kind === 'compare' || of.kind === 'present') return { anchor: of, rest: { kind: 'all', of: [] } };
  if (of.kind !== 'all') return undefined;
  const index = bestAnchor(of.of);
  const anchor = of.of[index];
  if (anchor?.kind !== 'compare' && anchor?.kind !== 'present') return undefined;
  return { anchor, rest: { kind: 'all', of: of.of.toSpliced(index, 1) } };
}

/** Types of elements are few and the same for everyone; values tell people apart. */
function bestAnchor(of: readonly Criteria[]): number {
  const isValue = (part: Criteria) => part.kind === 'compare' && part.field.path.endsWith('.value');
  const ofValue = of.findIndex(isValue);
  return ofValue >= 0 ? ofValue : of.findIndex(({ kind }) => kind === 'compare' || kind === 'present');
}
