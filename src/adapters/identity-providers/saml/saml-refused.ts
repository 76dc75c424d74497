import { type SamlCheck, type SamlRefusal, samlRefusal } from '../../../domain/sign-in/saml-checks.ts';

/** Ends the reading of a response; becomes its outcome. */
export class SamlRefused extends Error {
  readonly refusal: SamlRefusal;

  constructor(check: SamlCheck, expected: string, received: string) {
    super(check);
    this.refusal = samlRefusal(check, expected, received);
  }
}
