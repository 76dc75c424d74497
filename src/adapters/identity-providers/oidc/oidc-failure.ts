import { type OidcCheck, type OidcRefusal, oidcRefusal } from '../../../domain/sign-in/oidc-checks.ts';

/** Ends a sign-in; becomes its outcome. */
export class OidcFailure extends Error {
  readonly refusal: OidcRefusal;

  constructor(check: OidcCheck, expected: string, received: string) {
    super(check);
    this.refusal = oidcRefusal(check, expected, received);
  }
}
