import type { SessionRepository } from '../../../application/ports/session-repository.ts';
import type { Session, SessionChange, SessionId } from '../../../domain/session/session.ts';
import type { AgentId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import { sessionEntity } from '../entities/session-entity.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { AccountStatement } from '../scope/account-statement.ts';
import { rowOfSession, sessionOf } from './session-row.ts';

const expired = AccountStatement.of('DELETE FROM sessions WHERE account_id = :account AND ends_at < ?');

export class SqlSessionRepository implements SessionRepository {
  constructor(private readonly scope: AccountScope) {}

  async find(id: SessionId): Promise<Session | undefined> {
    const row = await this.sessions.find({ id });
    return row && sessionOf(row);
  }

  async list(agentId?: AgentId): Promise<readonly Session[]> {
    const rows = await this.sessions.list('id', agentId === undefined ? {} : { agent_id: agentId });
    return rows.map(sessionOf);
  }

  async newest(): Promise<Session | undefined> {
    // Their ids are in the order in which they began.
    const row = await this.sessions.last('id');
    return row && sessionOf(row);
  }

  async store({ state, removes, events }: SessionChange): Promise<void> {
    if (removes) await this.sessions.delete({ id: state.state.id });
    else await this.sessions.insert(rowOfSession(state));
    this.scope.collect(events);
  }

  async forgetExpired(before: Instant): Promise<void> {
    await this.scope.run(expired, [before]);
  }

  private get sessions() {
    return this.scope.table(sessionEntity);
  }
}
