import type { AccountRepository } from '../../../application/ports/account-repository.ts';
import { ConcurrentChange } from '../../../application/ports/storage-errors.ts';
import type { Account, AccountChange } from '../../../domain/account/account.ts';
import { accountEntity } from '../entities/account-entity.ts';
import { ssoConnectionEntity } from '../entities/sso-connection-entity.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { accountOf, changeableRow } from './account-row.ts';

export class SqlAccountRepository implements AccountRepository {
  constructor(private readonly scope: AccountScope) {}

  async find(): Promise<Account | undefined> {
    const row = await this.accounts.find();
    if (row === undefined) return undefined;
    const connections = await this.scope.table(ssoConnectionEntity).list('id');
    return accountOf(
      row,
      connections.map(({ issuer }) => issuer),
    );
  }

  async store({ before, state: after, events }: AccountChange): Promise<void> {
    if (events.length === 0) return;
    const row = changeableRow(after);
    if (before !== undefined && isOtherPolicy(before, after)) this.scope.requirePolicyChange();
    if (before === undefined) await this.accounts.insert({ ...row, created_at: after.state.createdAt });
    else if ((await this.accounts.update({ version: before.state.version }, row)) === 0) {
      throw new ConcurrentChange(`The account ${after.state.id} was changed in between.`);
    }
    this.scope.collect(events);
  }

  private get accounts() {
    return this.scope.table(accountEntity);
  }
}

const isOtherPolicy = ({ state: before }: Account, { state: after }: Account): boolean =>
  before.acceptsUndeclared !== after.acceptsUndeclared || before.owners !== after.owners;
