import { type Caller, serviceAccountId } from '../../application/ports/caller.ts';
import { accountId } from '../../domain/shared/identifiers.ts';
import { table } from './aligned-text.ts';
import { OperatorError } from './operator-error.ts';
import type { Session } from './verb.ts';

/**
 * The operator acting in the account that was named, or in the only one there is.
 *
 * @throws OperatorError where none was named and there is not exactly one; DomainError `accountNotFound`.
 */
export async function chooseAccount(session: Session, named: string | undefined): Promise<Caller> {
  const { application, operator } = session;
  if (named !== undefined) {
    const caller = { ...operator, accountId: accountId(named) };
    await application.readAccount(caller);
    return caller;
  }
  const accounts = await application.listAccounts(operator);
  const [only, ...others] = accounts;
  if (only === undefined) {
    throw new OperatorError(
      'accountMissing',
      'There is no account yet. Make one: rollcall account create --name NAME --sso-issuer https://your-org.okta.com',
    );
  }
  if (others.length > 0) {
    const rows = accounts.map(({ state }) => [state.id, state.name]);
    throw new OperatorError(
      'accountAmbiguous',
      `There are ${accounts.length} accounts; say which one with --account ID:\n${table(['ID', 'NAME'], rows).trimEnd()}`,
    );
  }
  return { ...operator, accountId: only.state.id };
}

/** The same for the audit log, where the service itself has entries that belong to no account. */
export async function chooseAuditedAccount(session: Session, named: string | undefined): Promise<Caller> {
  if (named === serviceAccountId) return { ...session.operator, accountId: serviceAccountId };
  return chooseAccount(session, named);
}
