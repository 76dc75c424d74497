import type {
  ErasureRepository,
  NamedPerson,
  PersonalValues,
  RequestErasure,
} from '../../../application/ports/erasure-repository.ts';
import type { RequestPosition } from '../../../application/ports/request-log.ts';
import { foldCase } from '../../../criteria/fold-case.ts';
import { eraseRequests } from '../requests/erase-requests.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { AccountStatement } from '../scope/account-statement.ts';

/** Rows that may name somebody, and what becomes of those that name the person. */
interface NamingTexts {
  /** Gives a `NamingRow` for each. */
  readonly select: string;
  /** Is given the key. */
  readonly erase: string;
}

/** Tables that are small in each account. What is deleted is made again where it is needed. */
const namingTexts: readonly NamingTexts[] = [
  {
    select:
      'SELECT id AS row_key, user_name AS one, agent_id AS other FROM sessions WHERE account_id = :account',
    erase: 'DELETE FROM sessions WHERE account_id = :account AND id = ?',
  },
  {
    select:
      'SELECT id AS row_key, owner AS one, NULL AS other FROM sign_in_links WHERE account_id = :account',
    erase: 'DELETE FROM sign_in_links WHERE account_id = :account AND id = ?',
  },
  {
    // Of those that are under way, a person who is gone can do no more.
    select: `SELECT id AS row_key, CONCAT(asker, ' ', refused) AS one, reason AS other FROM agent_jobs WHERE account_id = :account`,
    erase: 'DELETE FROM agent_jobs WHERE account_id = :account AND id = ?',
  },
  {
    select:
      'SELECT key_hash AS row_key, answer AS one, NULL AS other FROM idempotent_requests WHERE account_id = :account',
    erase: 'DELETE FROM idempotent_requests WHERE account_id = :account AND key_hash = ?',
  },
  {
    select:
      'SELECT name_key AS row_key, example AS one, NULL AS other FROM unkept_attributes WHERE account_id = :account',
    erase: "UPDATE unkept_attributes SET example = '' WHERE account_id = :account AND name_key = ?",
  },
  {
    select:
      'SELECT id AS row_key, agent_id AS one, NULL AS other FROM api_tokens WHERE account_id = :account AND last_used_from IS NOT NULL',
    erase: 'UPDATE api_tokens SET last_used_from = NULL WHERE account_id = :account AND id = ?',
  },
];

/** The key of a row, and its texts. */
interface NamingRow {
  readonly row_key: string;
  readonly one: string | null;
  readonly other: string | null;
}

export class SqlErasureRepository implements ErasureRepository {
  constructor(
    private readonly scope: AccountScope,
    /** That of the audit log. */
    readonly eraseFromEntries: (entries: readonly PersonalValues[]) => Promise<number>,
  ) {}

  eraseFromRequests(person: NamedPerson, before?: RequestPosition): Promise<RequestErasure> {
    return eraseRequests(this.scope, person, before);
  }

  async eraseFromRows(person: NamedPerson): Promise<number> {
    const isNamed = (text: string | null) =>
      text !== null &&
      (text.includes(person.agentId) || person.userNames.includes(foldCase(text)) || person.isNamedIn(text));
    let erased = 0;
    for (const { select, erase } of namingTexts) {
      const rows = await this.scope.rows<NamingRow>(AccountStatement.of(select), []);
      for (const { row_key, one, other } of rows) {
        if (isNamed(one) || isNamed(other)) {
          erased += await this.scope.run(AccountStatement.of(erase), [row_key]);
        }
      }
    }
    return erased;
  }
}
