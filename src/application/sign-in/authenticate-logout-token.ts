import { IsString } from 'class-validator';
import { DomainError } from '../../domain/shared/domain-error.ts';
import { logoutKeysOf } from '../../domain/sign-in/logout-key.ts';
import type { SsoConnection } from '../../domain/sign-in/sso-connection.ts';
import { Optional } from '../input/optional.ts';
import type { Caller } from '../ports/caller.ts';
import type { LogoutProof } from '../ports/logout-tokens.ts';
import { defineUseCase, type UseCaseContext } from '../use-case/use-case.ts';

export class PresentedLogoutToken {
  /** The token's text as it came; absent where none came. */
  @Optional()
  @IsString()
  readonly text?: string;

  /** The address to which it came, as the identity provider knows it. */
  @IsString()
  readonly audience!: string;
}

export interface AuthenticatedLogout extends LogoutProof {
  /** The provider in each account that has a connection with it; one at least. */
  readonly callers: readonly Caller[];
}

/**
 * Finds out which identity provider asks, and for which accounts. A refusal stands in the journal of the account whose
 * connection the token names, even where its signature was wrong.
 *
 * @throws DomainError `logoutTokenInvalid`, `identityProviderUnreachable`, `ssoMetadataInvalid`.
 */
export const authenticateLogoutToken = defineUseCase({
  name: 'AuthenticateLogoutToken',
  permission: 'logoutTokens:authenticate',
  kind: 'crossesAccounts',
  input: PresentedLogoutToken,
  run: async (_, requester, { text, audience }, context): Promise<AuthenticatedLogout> => {
    const { accounts, logoutTokens } = context;
    if (text === undefined) throw new DomainError('logoutTokenInvalid', 'No logout token was given.');
    const sender = await logoutTokens.senderOf(text);
    const connections = await accounts.findLogoutConnections(logoutKeysOf(sender), requester);
    const outcomes = await Promise.all(connections.map((one) => outcomeFor(one, text, audience, context)));
    const proven = outcomes.filter((outcome) => outcome.kind === 'proven');
    const [first] = proven;
    if (first === undefined)
      throw attributed(
        outcomes.find((outcome) => outcome.kind === 'refused'),
        context,
      );
    const callers = proven.map(({ connection: { state } }): Caller => {
      const principal = { kind: 'identityProvider', id: state.id, name: state.name } as const;
      return { ...requester, accountId: state.accountId, principal };
    });
    return { ...first.proof, callers };
  },
});

interface Refused {
  readonly kind: 'refused';
  readonly connection: SsoConnection;
  readonly error: DomainError;
}

type Outcome =
  | { readonly kind: 'proven'; readonly connection: SsoConnection; readonly proof: LogoutProof }
  | Refused;

/** What the token proves to one connection, or why it does not: whoever can set up connections can name those of others. */
async function outcomeFor(
  connection: SsoConnection,
  text: string,
  audience: string,
  { at, logoutTokens }: UseCaseContext,
): Promise<Outcome> {
  const { provider } = connection.state;
  try {
    if (provider.kind === 'elsewhere') throw nobodys();
    return { kind: 'proven', connection, proof: await logoutTokens.verify(text, provider, audience, at) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { kind: 'refused', connection, error };
  }
}

/** The refusal, of which the journal of the connection's account will tell. */
function attributed(refused: Refused | undefined, { attempt }: UseCaseContext): DomainError {
  if (refused === undefined) return nobodys();
  const { id, name, accountId } = refused.connection.state;
  attempt.accountId = accountId;
  attempt.target = { type: 'connection', id, name };
  return refused.error;
}

const nobodys = (): DomainError =>
  new DomainError(
    'logoutTokenInvalid',
    'No Single Sign-On connection here has the issuer and the application that the logout token names ("iss" and "sub").',
  );
