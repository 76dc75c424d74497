/** Whoever can write the database, or an export, can make a value look erased, and nothing else of it. */
export const erasedValuesText = (entries: number): string =>
  `Of ${entries} of them values were erased, of which entries AgentErased tell.`;
