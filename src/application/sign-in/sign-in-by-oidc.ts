import { IsString } from 'class-validator';
import { failedSignIn } from '../../domain/sign-in/failed-sign-in.ts';
import { oidcRefusal } from '../../domain/sign-in/oidc-checks.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { connectionOfSignIn, oidcPartiesOf } from './flow/connection-of-sign-in.ts';
import { enter } from './flow/enter.ts';
import { oidcRequestOf } from './flow/oidc-request-of.ts';
import { type SignedIn, SignInAnswer } from './flow/sign-in-answer.ts';

export class OidcAnswer extends SignInAnswer {
  /** Of the request to the redirect URI, as it came. */
  @IsString()
  readonly query!: string;

  /** The `state` in it. */
  @IsString()
  readonly state!: string;
}

/**
 * Signs in who brings the answer of an OpenID Connect provider to a request that began in the same browser. Whatever comes
 * of it, the request is used up.
 *
 * @throws DomainError `connectionNotFound`, `accountClosed`, `signInRefused`, `agentNotFound`, `agentDeactivated`, `mayNotEnter`.
 */
export const signInByOidc = defineUseCase({
  name: 'SignInByOidc',
  permission: 'signIn:prove',
  kind: 'crossesAccounts',
  input: OidcAnswer,
  target: ({ connection }) => ({ type: 'connection', id: connection }),
  run: async (unitOfWork, requester, answer, context): Promise<SignedIn> => {
    const { connection: id, publicUrl, browserSecret = '', browser, query, state } = answer;
    const { at, oidcSignIn, tokenSecrets } = context;
    const found = await connectionOfSignIn(id, requester, context);
    const { connection, caller } = found;
    const parties = oidcPartiesOf(connection, publicUrl);
    const meant = {
      requestHash: tokenSecrets.hash(state),
      browserHash: tokenSecrets.hash(browserSecret),
      connectionId: id,
    };
    const taken = await unitOfWork.transact(caller, ({ signIns }) => signIns.take(meant, at));
    if (taken === undefined) {
      const expected = 'the state of a sign-in that began in this browser and is not over';
      const refusal = oidcRefusal('state', expected, state === '' ? 'none' : 'another one');
      throw failedSignIn('signInRefused', refusal, connection.state, requester.requestId);
    }
    const request = oidcRequestOf(tokenSecrets, browserSecret, state);
    const outcome = await oidcSignIn.readCallback(parties, query, request, at);
    if (outcome.kind === 'refused')
      throw failedSignIn('signInRefused', outcome.refusal, connection.state, requester.requestId);
    const { subject, preferredUsername, email, sessionEndsAt } = outcome.identity;
    const userNames = [preferredUsername, email].filter((one) => one !== undefined);
    const person = { externalId: subject, userNames, sessionEndsAt };
    const session = await enter(unitOfWork, found, person, browser, context);
    return { kind: 'signedIn', ...session, returnTo: taken.returnTo };
  },
});
