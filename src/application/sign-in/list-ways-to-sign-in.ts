import { MaxLength } from 'class-validator';
import { foldCase } from '../../criteria/fold-case.ts';
import type { Account } from '../../domain/account/account.ts';
import type { SsoConnection, SsoConnectionId } from '../../domain/sign-in/sso-connection.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { Optional } from '../input/optional.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { connectionOfSignIn } from './flow/connection-of-sign-in.ts';

const nameCharactersMax = 1024;
/** Accounts of one name. */
const accountsMax = 10;

/** One of these, or nothing where there is one account alone. */
export class WaysToSignInQuery {
  /** The name of the account, letter case aside. */
  @Optional()
  @MaxLength(nameCharactersMax)
  readonly account?: string;

  /** Only this connection. */
  @Optional()
  @IsIdentifier()
  readonly connection?: SsoConnectionId;
}

export interface WaysToSignIn {
  readonly account: Account;
  /** Those by which somebody signs in here, the oldest first. */
  readonly connections: readonly SsoConnection[];
}

/**
 * By what the people of an account sign in. Which accounts there are nobody is told who does not know their names, unless
 * there is one alone; and which people there are nobody is told at all.
 *
 * @throws DomainError `connectionNotFound`, `accountClosed`, of the connection that was named.
 */
export const listWaysToSignIn = defineUseCase({
  name: 'ListWaysToSignIn',
  permission: 'signIn:prove',
  kind: 'crossesAccounts',
  input: WaysToSignInQuery,
  run: async (unitOfWork, requester, query, context): Promise<readonly WaysToSignIn[]> => {
    if (query.connection !== undefined) {
      const { account, connection } = await connectionOfSignIn(query.connection, requester, context);
      return [{ account, connections: [connection] }];
    }
    const open = (await context.accounts.listAccounts()).filter(({ state }) => state.closedAt === undefined);
    const { account: name } = query;
    const isMeant = ({ state }: Account) =>
      name === undefined ? open.length === 1 : foldCase(state.name) === foldCase(name.trim());
    const ways: WaysToSignIn[] = [];
    for (const account of open.filter(isMeant).slice(0, accountsMax)) {
      const caller = { ...requester, accountId: account.state.id };
      const all = await unitOfWork.read(caller, ({ ssoConnections }) => ssoConnections.list());
      const connections = all.filter(({ state }) => state.provider.kind !== 'elsewhere');
      ways.push({ account, connections });
    }
    return ways;
  },
});
