import type { SsoConnectionRepository } from '../../../application/ports/sso-connection-repository.ts';
import { ConcurrentChange } from '../../../application/ports/storage-errors.ts';
import type {
  SsoConnection,
  SsoConnectionChange,
  SsoConnectionId,
} from '../../../domain/sign-in/sso-connection.ts';
import { ssoConnectionEntity } from '../entities/sso-connection-entity.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { checksOf, connectionOf, rowOfConnection } from './sso-connection-row.ts';

export class SqlSsoConnectionRepository implements SsoConnectionRepository {
  constructor(private readonly scope: AccountScope) {}

  async find(id: SsoConnectionId): Promise<SsoConnection | undefined> {
    const row = await this.connections.find({ id });
    return row && connectionOf(row);
  }

  async list(): Promise<readonly SsoConnection[]> {
    // Ids grow with time.
    return (await this.connections.list('id')).map(connectionOf);
  }

  async store(change: SsoConnectionChange): Promise<void> {
    if (change.events.length === 0) return;
    await this.write(change);
    this.scope.collect(change.events);
  }

  async noteCheck(connection: SsoConnection): Promise<void> {
    await this.connections.update({ id: connection.state.id }, checksOf(connection));
  }

  private async write({ before, state: after, removes }: SsoConnectionChange): Promise<void> {
    if (removes) {
      await this.connections.delete({ id: after.state.id });
      return;
    }
    const row = rowOfConnection(after);
    try {
      if (before === undefined) return await this.connections.insert(row);
      const { id, version } = before.state;
      if ((await this.connections.update({ id, version }, row)) > 0) return;
    } catch (error) {
      if (this.scope.dialect.failureOf(error) !== 'duplicate') throw error;
    }
    throw new ConcurrentChange('The connection was changed, or another one was given its name, in between.');
  }

  private get connections() {
    return this.scope.table(ssoConnectionEntity);
  }
}
