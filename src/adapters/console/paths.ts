/** Below these lie all addresses of the console. The server answers each with the same page, and the path says what it shows. */
export const consolePaths = [
  '/',
  '/okta-set-up',
  '/people',
  '/groups',
  '/activity',
  '/brake',
  '/connections',
  '/settings',
] as const;

export type ConsolePath = (typeof consolePaths)[number];
