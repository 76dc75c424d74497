/** How many entries a page of the journal holds at most. */
export const entriesPerPageMax = 1000;
