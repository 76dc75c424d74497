import { MaxLength } from 'class-validator';
import { defineUseCase } from '../use-case/use-case.ts';
import { accountTarget } from './account/account-target.ts';
import { changeAccount } from './account/change-account.ts';

export class SsoConnecting {
  /** The Okta organisation's address, such as `https://acme.okta.com`. */
  @MaxLength(1024)
  readonly issuer!: string;
}

/**
 * Marks Single Sign-On with Okta as set up, from which moment agents can be provisioned.
 *
 * @throws DomainError `ssoIssuerInvalid`.
 */
export const connectSso = defineUseCase({
  name: 'ConnectSso',
  permission: 'account:write',
  kind: 'changes',
  input: SsoConnecting,
  target: accountTarget,
  run: (scope, caller, { issuer }, { at }) =>
    changeAccount(scope, caller, (account) => account.connectSso(issuer, at)),
});
