import type { ApiToken } from '../../../domain/account/api-token.ts';

export interface IssuedToken {
  readonly token: ApiToken;
  /** What to enter in Okta. Known nowhere else, so it is shown now or never. */
  readonly text: string;
}
