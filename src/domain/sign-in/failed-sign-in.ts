import { DomainError, type DomainErrorCode } from '../shared/domain-error.ts';
import { mnemonicId } from './mnemonic-id.ts';
import type { SignInRefusal } from './sign-in-refusal.ts';
import type { SsoConnectionState } from './sso-connection.ts';

/** What is told of a sign-in that failed: to the person the id, and to whoever set up the connection all of it. */
export type FailedSignIn = Readonly<Record<keyof SignInRefusal<string>, string>> & {
  /** What the person reads to an administrator. */
  readonly mnemonicId: string;
  /** The connection's name. */
  readonly connection: string;
};

/** Codes with which a sign-in fails. */
export type SignInCode = Extract<
  DomainErrorCode,
  'signInRefused' | 'agentNotFound' | 'agentDeactivated' | 'mayNotEnter'
>;

/** @param requestId - of the request that is refused. */
export function failedSignIn(
  code: SignInCode,
  refusal: SignInRefusal<string>,
  { name, accountId }: Pick<SsoConnectionState, 'name' | 'accountId'>,
  requestId: string,
): DomainError {
  const { check, expected, received, remedy } = refusal;
  const signIn: FailedSignIn = { ...refusal, connection: name, mnemonicId: mnemonicId(requestId) };
  const message = `The sign-in ${signIn.mnemonicId} by ${JSON.stringify(name)} failed at the check "${check}". Expected: ${expected}. Received: ${received}. ${remedy}`;
  return new DomainError(code, message, { signIn, accountId });
}

/** What a refusal tells of a sign-in that failed; `undefined` of any other. */
export const failedSignInOf = ({ details }: DomainError): FailedSignIn | undefined =>
  details.signIn as FailedSignIn | undefined;
