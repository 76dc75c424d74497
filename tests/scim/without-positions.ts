/** Parsed filters and paths without the places of their names in the text. */
export const withoutPositions = <Parsed>(parsed: Parsed): Parsed =>
  JSON.parse(JSON.stringify(parsed, (name, value) => (name === 'position' ? undefined : value)));
