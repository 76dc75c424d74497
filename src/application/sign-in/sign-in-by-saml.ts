import { IsString } from 'class-validator';
import { failedSignIn } from '../../domain/sign-in/failed-sign-in.ts';
import { personRefusal } from '../../domain/sign-in/person-checks.ts';
import { Optional } from '../input/optional.ts';
import type { SamlSingleUse } from '../ports/saml-sign-in.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import { defineUseCase, type UseCaseContext } from '../use-case/use-case.ts';
import { type ConnectionOfSignIn, connectionOfSignIn, samlPartiesOf } from './flow/connection-of-sign-in.ts';
import { enter } from './flow/enter.ts';
import { type SignedIn, SignInAnswer } from './flow/sign-in-answer.ts';
import { replacing, type StartedSignIn, startSignIn } from './flow/start-sign-in.ts';

export class SamlAnswer extends SignInAnswer {
  /** `SAMLResponse` of the form, in base64. */
  @IsString()
  readonly response!: string;

  /** `RelayState` of the form, which nobody signed. */
  @Optional()
  @IsString()
  readonly relayState?: string;
}

/** A sign-in that begins in place of an answer that nobody asked for. */
export interface ReplacedAnswer extends StartedSignIn {
  readonly kind: 'replaced';
}

/**
 * Signs in who brings a SAML response to a request that began in the same browser. Where none is under way there, as after a click
 * on a tile of Okta's dashboard, nothing of the response is believed, and a sign-in begins in its place; once, lest the browser
 * goes in circles.
 *
 * @throws DomainError `connectionNotFound`, `accountClosed`, `signInRefused`, `agentNotFound`, `agentDeactivated`, `mayNotEnter`.
 */
export const signInBySaml = defineUseCase({
  name: 'SignInBySaml',
  permission: 'signIn:prove',
  kind: 'crossesAccounts',
  input: SamlAnswer,
  target: ({ connection }) => ({ type: 'connection', id: connection }),
  run: async (unitOfWork, requester, answer, context): Promise<SignedIn | ReplacedAnswer> => {
    const { connection: id, publicUrl, browserSecret, browser, response } = answer;
    const { at, samlSignIn, tokenSecrets } = context;
    const found = await connectionOfSignIn(id, requester, context);
    const { connection, caller } = found;
    const parties = samlPartiesOf(connection, publicUrl);
    const browserHash = browserSecret === undefined ? undefined : tokenSecrets.hash(browserSecret);
    const isExpected =
      browserHash !== undefined &&
      (await unitOfWork.read(caller, ({ signIns }) => signIns.isUnderWay(id, browserHash, at)));
    // To read a response costs much, so that it is not read for whoever sends one unasked.
    if (!isExpected) return replaced(unitOfWork, found, answer, context);
    const once = new OfBrowser(unitOfWork, found, browserHash, context);
    const outcome = await samlSignIn.readResponse(parties, response, at, once);
    if (outcome.kind === 'unsolicited') return replaced(unitOfWork, found, answer, context);
    if (outcome.kind === 'refused')
      throw failedSignIn('signInRefused', outcome.refusal, connection.state, requester.requestId);
    const { nameId, email, externalId, sessionEndsAt } = outcome.identity;
    const userNames = email === undefined ? [nameId] : [nameId, email];
    const session = await enter(
      unitOfWork,
      found,
      { externalId, userNames, sessionEndsAt },
      browser,
      context,
    );
    return { kind: 'signedIn', ...session, returnTo: once.returnTo };
  },
});

async function replaced(
  unitOfWork: UnitOfWork,
  found: ConnectionOfSignIn,
  { publicUrl, browserSecret, relayState }: SamlAnswer,
  context: UseCaseContext,
): Promise<ReplacedAnswer> {
  if (relayState === replacing) {
    const refusal = personRefusal(
      'browser',
      'the answer to a sign-in that began in this browser and is not over',
      browserSecret === undefined
        ? 'an answer from a browser that keeps no cookies'
        : 'an answer that names none',
    );
    const { connection, caller } = found;
    throw failedSignIn('signInRefused', refusal, connection.state, caller.requestId);
  }
  const start = { publicUrl, browserSecret, replaces: true };
  return { kind: 'replaced', ...(await startSignIn(unitOfWork, found, start, context)) };
}

/** Counts once what one browser brings. */
class OfBrowser implements SamlSingleUse {
  /** Where the person wanted to go, once the request is taken. */
  returnTo = '/';

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly found: ConnectionOfSignIn,
    private readonly browserHash: string,
    private readonly context: UseCaseContext,
  ) {}

  async takeRequest(requestId: string): Promise<boolean> {
    const { at, tokenSecrets } = this.context;
    const { connection, caller } = this.found;
    const meant = {
      requestHash: tokenSecrets.hash(requestId),
      browserHash: this.browserHash,
      connectionId: connection.state.id,
    };
    const taken = await this.unitOfWork.transact(caller, ({ signIns }) => signIns.take(meant, at));
    if (taken !== undefined) this.returnTo = taken.returnTo;
    return taken !== undefined;
  }

  takeAssertion(assertionId: string, until: Parameters<SamlSingleUse['takeAssertion']>[1]): Promise<boolean> {
    const { at, tokenSecrets } = this.context;
    const { connection, caller } = this.found;
    const assertionHash = tokenSecrets.hash(assertionId);
    return this.unitOfWork.transact(caller, ({ signIns }) =>
      signIns.takeAssertion(connection.state.id, assertionHash, until, at),
    );
  }
}
