/**
 * The operations in an order in which each comes behind those that it names, otherwise that of the request. Operations
 * that name each other in a circle come together. Tarjan's algorithm for strongly connected components, with a stack
 * of its own: a chain of names may be as long as the request.
 *
 * @param named - for each operation, which others it names, by their index.
 * @returns groups of indexes, nearly all of one.
 */
export function executionOrder(named: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const groups: number[][] = [];
  const reached = new Map<number, number>();
  const lowest = new Map<number, number>();
  const open: number[] = [];
  const isOpen = new Set<number>();

  for (const start of named.keys()) {
    if (reached.has(start)) continue;
    const path: { readonly index: number; next: number }[] = [];
    const enter = (index: number) => {
      reached.set(index, reached.size);
      lowest.set(index, reached.get(index) ?? 0);
      open.push(index);
      isOpen.add(index);
      path.push({ index, next: 0 });
    };
    enter(start);
    for (let at = path.at(-1); at !== undefined; at = path.at(-1)) {
      const { index } = at;
      const other = named[index]?.[at.next];
      at.next += 1;
      if (other !== undefined) {
        if (!reached.has(other)) enter(other);
        else if (isOpen.has(other)) lower(lowest, index, reached.get(other));
        continue;
      }
      path.pop();
      const before = path.at(-1);
      if (before !== undefined) lower(lowest, before.index, lowest.get(index));
      if (lowest.get(index) === reached.get(index)) groups.push(closed(open, isOpen, index));
    }
  }
  return groups;
}

function lower(lowest: Map<number, number>, index: number, to = Number.POSITIVE_INFINITY): void {
  lowest.set(index, Math.min(lowest.get(index) ?? to, to));
}

/** Takes the group that ends with `index` off the stack, in the order of the request. */
function closed(open: number[], isOpen: Set<number>, index: number): number[] {
  const group = open.splice(open.lastIndexOf(index));
  for (const one of group) isOpen.delete(one);
  return group.sort((left, right) => left - right);
}
