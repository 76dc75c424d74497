import { MaxLength } from 'class-validator';
import { defineUseCase } from '../use-case/use-case.ts';
import { accountTarget } from './account/account-target.ts';
import { requireAccount } from './account/require-account.ts';
import { connectElsewhere } from './account/sign-in-elsewhere.ts';

export class SsoConnecting {
  /** The identity provider's address, such as `https://acme.okta.com`. */
  @MaxLength(1024)
  readonly issuer!: string;
}

/**
 * Says that agents sign in by Single Sign-On in an application that is not this service's, from which moment they can be
 * provisioned. An account has one such connection, beside those by which agents sign in here.
 *
 * @throws DomainError `ssoIssuerInvalid`, `ssoNameTaken`.
 */
export const connectSso = defineUseCase({
  name: 'ConnectSso',
  permission: 'sso:write',
  kind: 'changes',
  input: SsoConnecting,
  target: accountTarget,
  run: async (scope, caller, { issuer }, context) => {
    await connectElsewhere(scope, caller, issuer, context);
    return requireAccount(scope, caller);
  },
});
