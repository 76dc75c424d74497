/** One step of a JSON pointer, escaped (RFC 6901 section 3). */
export const pointerStep = (key: string | number): string =>
  `/${typeof key === 'number' ? key : key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
