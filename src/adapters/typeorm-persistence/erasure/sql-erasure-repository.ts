import {
  type ErasureRepository,
  erasedText,
  type NamedPerson,
  type PersonalValues,
  type RequestErasure,
} from '../../../application/ports/erasure-repository.ts';
import type { RequestPosition } from '../../../application/ports/request-log.ts';
import { foldCase } from '../../../criteria/fold-case.ts';
import type { MembershipRule } from '../../../domain/group/membership-rule.ts';
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
    // Nobody can use them any more.
    select: `SELECT id AS row_key, agent_id AS one, NULL AS other FROM api_tokens WHERE account_id = :account AND agent_id IS NOT NULL AND (name <> '${erasedText}' OR addresses IS NOT NULL OR last_used_from IS NOT NULL)`,
    erase: `UPDATE api_tokens SET name = '${erasedText}', held_name_key = NULL, addresses = NULL, last_used_from = NULL WHERE account_id = :account AND id = ?`,
  },
];

/** The key of a row, and its texts. */
interface NamingRow {
  readonly row_key: string;
  readonly one: string | null;
  readonly other: string | null;
}

const groupsNaming = AccountStatement.of(
  'SELECT id FROM agent_groups WHERE account_id = :account AND INSTR(rule, ?) > 0',
);
const writeRule = AccountStatement.of(
  'UPDATE agent_groups SET rule = ?, version = version + 1 WHERE account_id = :account AND id = ?',
);

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
    return erased + (await this.eraseReasons(person));
  }

  /** Why the person was an exception of rules. Who is one stays: by an id that nobody has any more. */
  private async eraseReasons({ agentId }: NamedPerson): Promise<number> {
    const groups = await this.scope.rows<{ readonly id: string }>(groupsNaming, [JSON.stringify(agentId)]);
    const ruleOf = AccountStatement.of(
      `SELECT rule FROM agent_groups WHERE account_id = :account AND id = ?${this.scope.dialect.forUpdate}`,
    );
    let erased = 0;
    for (const { id } of groups) {
      const [row] = await this.scope.rows<{ readonly rule: string }>(ruleOf, [id]);
      const { terms = {}, ...others } = JSON.parse(row?.rule ?? '{}') as MembershipRule;
      const { reason, ...left } = terms[agentId] ?? {};
      if (reason === undefined) continue;
      const text = JSON.stringify({ ...others, terms: { ...terms, [agentId]: left } });
      // Whoever has read the rule with the reason cannot write it again.
      erased += await this.scope.run(writeRule, [text, id]);
    }
    return erased;
  }
}
