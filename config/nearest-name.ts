/** The known name that the fewest edits (Levenshtein) turn a mistyped one into. */
export function nearestName(mistyped: string, known: readonly string[]): string {
  const ranked = known.map((name) => ({ name, edits: editsBetween(mistyped, name) }));
  return ranked.reduce((nearest, next) => (next.edits < nearest.edits ? next : nearest)).name;
}

function editsBetween(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...from].entries()) {
    const current = [row + 1];
    for (const [column, other] of [...to].entries()) {
      const replaced = (previous[column] ?? 0) + (letter === other ? 0 : 1);
      current.push(Math.min(replaced, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous.at(-1) ?? 0;
}
