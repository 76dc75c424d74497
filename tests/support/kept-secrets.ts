import type { KeptSecret } from '../../src/domain/account/api-token.ts';

/** What would be kept of some secret of this hash. */
export const secretOf = (hash: string): KeptSecret => ({ hash, lastCharacters: 'wxyz' });
