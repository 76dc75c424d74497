import { failedSignIn } from '../../../domain/sign-in/failed-sign-in.ts';
import { returnPath } from '../../../domain/sign-in/return-path.ts';
import { signInEndsAt } from '../../../domain/sign-in/sign-in-under-way.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { UseCaseContext } from '../../use-case/use-case.ts';
import { type ConnectionOfSignIn, oidcPartiesOf, samlPartiesOf } from './connection-of-sign-in.ts';
import { oidcRequestOf } from './oidc-request-of.ts';

export interface SignInStart {
  /** The address at which browsers reach the service. */
  readonly publicUrl: string;
  /** What the browser holds of sign-ins that began in it before. */
  readonly browserSecret?: string;
  readonly returnTo?: string;
  /** Whether it begins in place of an answer that nobody asked for. */
  readonly replaces?: boolean;
}

export interface StartedSignIn {
  /** Of the identity provider, where the browser goes. */
  readonly url: string;
  /** What the browser holds meanwhile, and brings back. Known nowhere else. */
  readonly browserSecret: string;
}

/** SAML's `RelayState` of a sign-in that begins in place of an answer that nobody asked for. It comes back as it is. */
export const replacing = 'replaces-an-unsolicited-response';

const secretPattern = /^[\w-]{43}$/;

/** Sends somebody to the identity provider. @throws DomainError `connectionNotFound`, `signInRefused`. */
export async function startSignIn(
  unitOfWork: UnitOfWork,
  { connection, caller }: ConnectionOfSignIn,
  { publicUrl, browserSecret: held, returnTo, replaces = false }: SignInStart,
  context: UseCaseContext,
): Promise<StartedSignIn> {
  const { at, tokenSecrets } = context;
  const { id, provider } = connection.state;
  // Sign-ins in several tabs of a browser share it.
  const browserSecret = held !== undefined && secretPattern.test(held) ? held : tokenSecrets.generate();
  // An XML name begins with no digit.
  const request = `_${tokenSecrets.generate()}`;
  const requestUrl = async (): Promise<string> => {
    if (provider.kind !== 'oidc')
      return context.samlSignIn.requestUrl(
        samlPartiesOf(connection, publicUrl),
        request,
        replaces ? replacing : '',
      );
    const outcome = await context.oidcSignIn.requestUrl(
      oidcPartiesOf(connection, publicUrl),
      oidcRequestOf(tokenSecrets, browserSecret, request),
    );
    if (outcome.kind === 'redirect') return outcome.url;
    throw failedSignIn('signInRefused', outcome.refusal, connection.state, caller.requestId);
  };
  const url = await requestUrl();
  const underWay = {
    requestHash: tokenSecrets.hash(request),
    browserHash: tokenSecrets.hash(browserSecret),
    connectionId: id,
    returnTo: returnPath(returnTo),
    endsAt: signInEndsAt(at),
  };
  await unitOfWork.transact(caller, ({ signIns }) => signIns.begin(underWay, at));
  return { url, browserSecret };
}
