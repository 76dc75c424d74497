import type { Caller } from '../../application/ports/caller.ts';
import type { ReadScope, UnitOfWork, WriteScope } from '../../application/ports/unit-of-work.ts';
import { SqlApiTokenRepository } from './access/sql-api-token-repository.ts';
import { AccountScope } from './account-scope.ts';
import { SqlAccountRepository } from './accounts/sql-account-repository.ts';
import { SqlAgentRepository } from './agents/sql-agent-repository.ts';
import { JournalPositions } from './journal/journal-positions.ts';
import { SqlJournalReader } from './journal/sql-journal-reader.ts';
import type { PatientConnections } from './patient-connections.ts';

export class SqlUnitOfWork implements UnitOfWork {
  constructor(private readonly connections: PatientConnections) {}

  transact<Result>(caller: Caller, work: (scope: WriteScope) => Promise<Result>): Promise<Result> {
    return this.connections.transact((connection, triesBefore) =>
      work(repositoriesOf(new AccountScope(connection, this.connections.dialect, caller, triesBefore > 0))),
    );
  }

  read<Result>(caller: Caller, work: (scope: ReadScope) => Promise<Result>): Promise<Result> {
    return this.connections.read((connection) => {
      const scope = new AccountScope(connection, this.connections.dialect, caller, false);
      const journal = new SqlJournalReader(scope, new JournalPositions(connection, this.connections.dialect));
      return work({ ...repositoriesOf(scope), journal });
    });
  }
}

const repositoriesOf = (scope: AccountScope): WriteScope => ({
  agents: new SqlAgentRepository(scope),
  accounts: new SqlAccountRepository(scope),
  tokens: new SqlApiTokenRepository(scope),
});
