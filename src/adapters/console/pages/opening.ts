/**
 * How a page goes to the address that says that this is open, or that nothing is any more.
 * What was closed leaves no entry in the history: Back would open once more what was carried out.
 */
export const opening = (opened: unknown) => ({ replace: opened === undefined, resetScroll: false });
