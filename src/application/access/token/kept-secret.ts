import type { KeptSecret } from '../../../domain/account/api-token.ts';
import type { TokenSecrets } from '../../ports/token-secrets.ts';

const lastCharactersKept = 4;

/** What is kept of a token's secret: nobody can use it, and people tell by it which token they have before them. */
export const keptSecret = (secrets: Pick<TokenSecrets, 'hash'>, secret: string): KeptSecret => ({
  hash: secrets.hash(secret),
  lastCharacters: secret.slice(-lastCharactersKept),
});
