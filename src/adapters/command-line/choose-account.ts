import { type Caller, serviceAccountId } from '../../application/ports/caller.ts';
import { foldCase } from '../../criteria/fold-case.ts';
import type { Account } from '../../domain/account/account.ts';
import { aligned } from './aligned-text.ts';
import { choose } from './choose.ts';
import { OperatorError } from './operator-error.ts';
import type { Session } from './verb.ts';

/**
 * The operator acting in the account that was named by id or name, or in the only open one there is.
 *
 * @throws OperatorError `accountNotFound`, `accountAmbiguous`, `accountMissing`.
 */
export async function chooseAccount(
  { application, operator }: Session,
  named: string | undefined,
): Promise<Caller> {
  const accounts = await application.listAccounts(operator);
  const { id } = (named === undefined ? onlyOneOf(accounts) : await namedOneOf(accounts, named)).state;
  return { ...operator, accountId: id };
}

const describe = ({ state: { id, name, closedAt } }: Account) =>
  [id, name, closedAt === undefined ? 'open' : 'closed'] as const;

const namedOneOf = (accounts: readonly Account[], named: string): Promise<Account> => {
  const where = (holds: (account: Account) => boolean) => () => accounts.filter(holds);
  const byId = where(({ state }) => state.id === named);
  const byName = where(({ state }) => foldCase(state.name) === foldCase(named.trim()));
  const advice = 'All are listed by: rollcall account list';
  return choose({ noun: 'account', knownBy: 'id or name', lookUps: [byId, byName], describe, advice }, named);
};

function onlyOneOf(accounts: readonly Account[]): Account {
  const open = accounts.filter(({ state }) => state.closedAt === undefined);
  const [only, ...others] = open.length === 0 ? accounts : open;
  if (only === undefined) {
    throw new OperatorError(
      'accountMissing',
      'There is no account yet. Make one: rollcall account create --name NAME --sso-issuer https://your-org.okta.com',
    );
  }
  if (others.length === 0) return only;
  throw new OperatorError(
    'accountAmbiguous',
    `There are ${accounts.length} accounts; say which one with --account, by id or name:\n${aligned(accounts.map(describe)).trimEnd()}`,
  );
}

/** The same for the audit log, where the service itself has entries that belong to no account. */
export async function chooseAuditedAccount(session: Session, named: string | undefined): Promise<Caller> {
  if (named === serviceAccountId) return { ...session.operator, accountId: serviceAccountId };
  return chooseAccount(session, named);
}
