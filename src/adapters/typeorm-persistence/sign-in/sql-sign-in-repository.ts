import type { SignInRepository } from '../../../application/ports/sign-in-repository.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { SignInUnderWay } from '../../../domain/sign-in/sign-in-under-way.ts';
import { type SsoConnectionId, ssoConnectionId } from '../../../domain/sign-in/sso-connection.ts';
import { signInEntity } from '../entities/sign-in-entity.ts';
import { usedAssertionEntity } from '../entities/used-assertion-entity.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { AccountStatement } from '../scope/account-statement.ts';

/** More than one that begins leaves behind, so that there are never many, and few enough to hold nobody up. */
const forgottenAtOnce = 100;

/** A table that is changed cannot be named in a condition of MySQL's, unless its rows are put aside first. */
const forgetting = (table: string, key: string): AccountStatement =>
  AccountStatement.of(`DELETE FROM ${table} WHERE account_id = :account AND ${key} IN (
    SELECT ${key} FROM (
      SELECT ${key} FROM ${table} WHERE account_id = :account AND ends_at < ? ORDER BY ends_at LIMIT ${forgottenAtOnce}
    ) AS ended
  )`);

const forgetSignIns = forgetting('sign_ins', 'request_hash');
const forgetAssertions = forgetting('used_assertions', 'assertion_hash');

export class SqlSignInRepository implements SignInRepository {
  constructor(private readonly scope: AccountScope) {}

  async isUnderWay(connection: SsoConnectionId, browserHash: string, at: Instant): Promise<boolean> {
    const began = { connection_id: connection, browser_hash: browserHash };
    return (await this.signIns.list('ends_at', began)).some(({ ends_at }) => ends_at > at);
  }

  async begin(signIn: SignInUnderWay, at: Instant): Promise<void> {
    await this.scope.run(forgetSignIns, [at]);
    await this.signIns.insert({
      request_hash: signIn.requestHash,
      browser_hash: signIn.browserHash,
      connection_id: signIn.connectionId,
      return_to: signIn.returnTo,
      ends_at: signIn.endsAt,
    });
  }

  async take(
    {
      requestHash,
      connectionId,
      browserHash,
    }: Pick<SignInUnderWay, 'requestHash' | 'connectionId' | 'browserHash'>,
    at: Instant,
  ): Promise<SignInUnderWay | undefined> {
    const row = await this.signIns.find({
      request_hash: requestHash,
      connection_id: connectionId,
      browser_hash: browserHash,
    });
    // Whoever comes second deletes nothing.
    if (row === undefined || (await this.signIns.delete({ request_hash: requestHash })) === 0)
      return undefined;
    if (row.ends_at <= at) return undefined;
    const { return_to: returnTo, ends_at: endsAt } = row;
    return {
      ...{ requestHash, browserHash, returnTo },
      connectionId: ssoConnectionId(row.connection_id),
      endsAt: endsAt as Instant,
    };
  }

  async takeAssertion(
    connection: SsoConnectionId,
    assertionHash: string,
    until: Instant,
    at: Instant,
  ): Promise<boolean> {
    await this.scope.run(forgetAssertions, [at]);
    try {
      await this.scope
        .table(usedAssertionEntity)
        .insert({ connection_id: connection, assertion_hash: assertionHash, ends_at: until });
      return true;
    } catch (error) {
      if (this.scope.dialect.failureOf(error) !== 'duplicate') throw error;
      return false;
    }
  }

  private get signIns() {
    return this.scope.table(signInEntity);
  }
}
