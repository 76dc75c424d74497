import type {
  LoggedRequest,
  RequestFilter,
  RequestPage,
  RequestPosition,
  RequestQuery,
  RequestRepository,
} from '../../../application/ports/request-log.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { AccountStatement } from '../scope/account-statement.ts';
import { fragmentOf, type RequestCondition, requestConditions } from './request-conditions.ts';
import { type ListedRequestRow, requestOf, type ShownRequestRow } from './request-row.ts';

const listedColumns = 'account_id, at, id, request_id, mnemonic, status, details';
/** Among so many rows a statement looks for what no index finds, so that none takes long. */
const rowsPerStretch = 5_000;
/** So that whoever else writes does not wait long. */
const forgottenAtOnce = 500;

const one = AccountStatement.of(
  `SELECT ${listedColumns}, bodies FROM requests WHERE account_id = :account AND id = ? AND at = ?`,
);
const endOfSome = AccountStatement.of(
  'SELECT at FROM requests WHERE account_id = :account AND at < ? ORDER BY at, id LIMIT 1 OFFSET ?',
);
const forgetUpTo = AccountStatement.of('DELETE FROM requests WHERE account_id = :account AND at <= ?');
const forgetBefore = AccountStatement.of('DELETE FROM requests WHERE account_id = :account AND at < ?');

export class SqlRequestRepository implements RequestRepository {
  constructor(private readonly scope: AccountScope) {}

  async list({ limit, before, ...filter }: RequestQuery): Promise<RequestPage> {
    const { index, indexed, others } = requestConditions(filter);
    const conditions = [...indexed, ...(before === undefined ? [] : [olderThan(before)])];
    const end = others.length === 0 ? undefined : await this.endOfStretch(index, conditions);
    const stretch = end === undefined ? [] : [notOlderThan(end)];
    const rows = await this.rows<ListedRequestRow>(
      listedColumns,
      index,
      [...conditions, ...stretch, ...others],
      limit,
    );
    const requests = rows.map(requestOf);
    const last = requests.at(-1);
    return { requests, next: requests.length === limit && last !== undefined ? positionOf(last) : end };
  }

  async find({ at, id }: RequestPosition): Promise<LoggedRequest | undefined> {
    const [row] = await this.scope.rows<ShownRequestRow>(one, [id, at]);
    return row && requestOf(row);
  }

  async forget(before: Instant): Promise<boolean> {
    const { dialect } = this.scope;
    const [end] = await this.scope.rows<{ at: Instant }>(endOfSome, [before, dialect.limit(forgottenAtOnce)]);
    if (end === undefined) await this.scope.run(forgetBefore, [before]);
    else await this.scope.run(forgetUpTo, [end.at]);
    return end !== undefined;
  }

  private async endOfStretch(
    index: RequestIndex,
    conditions: readonly RequestCondition[],
  ): Promise<RequestPosition | undefined> {
    const [end] = await this.rows<RequestPosition>('at, id', index, conditions, 1, rowsPerStretch - 1);
    return end;
  }

  private rows<Row>(
    columns: string,
    index: RequestIndex,
    conditions: readonly RequestCondition[],
    limit: number,
    offset = 0,
  ): Promise<readonly Row[]> {
    const { dialect } = this.scope;
    const { text, values } = fragmentOf(conditions);
    const table = `requests${index === undefined ? dialect.byPrimaryKey('requests') : dialect.byIndex(index)}`;
    const statement = AccountStatement.of(
      `SELECT ${columns} FROM ${table} WHERE account_id = :account${text} ORDER BY at DESC, id DESC LIMIT ? OFFSET ?`,
    );
    return this.scope.rows<Row>(statement, [...values, dialect.limit(limit), dialect.limit(offset)]);
  }
}

type RequestIndex = ReturnType<typeof requestConditions>['index'];

const positionOf = ({ at, id }: RequestFilter & RequestPosition): RequestPosition => ({ at, id });

const olderThan = ({ at, id }: RequestPosition): RequestCondition => ({
  text: 'at <= ? AND (at < ? OR id < ?)',
  values: [at, at, id],
});

const notOlderThan = ({ at, id }: RequestPosition): RequestCondition => ({
  text: 'at >= ? AND (at > ? OR id >= ?)',
  values: [at, at, id],
});
