import type {
  LoggedRequest,
  RequestFilter,
  RequestPage,
  RequestPosition,
  RequestQuery,
  RequestRepository,
} from '../../../application/ports/request-log.ts';
import { skewMilliseconds, timeTold } from '../../../application/ports/told-time.ts';
import { type Instant, instantOf, instantPlus } from '../../../domain/shared/instant.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { AccountStatement } from '../scope/account-statement.ts';
import { BlockWalk } from './block-walk.ts';
import { forgetNames } from './forget-names.ts';
import { bodiesAt, type ListedBlockRow, placeOf, requestsIn, spanMilliseconds } from './request-blocks.ts';
import { bodiesName, isAsked, namesAsked, requestName } from './request-names.ts';

/** So that whoever else writes does not wait long. */
const blocksForgottenAtOnce = 20;
/** Blocks that a page may read. What is asked for may be in none of many. */
const blocksPerPage = 100;

const oneBlock = AccountStatement.of(
  'SELECT account_id, last_at, id, first_at, requests, bodies FROM request_blocks WHERE account_id = :account AND last_at >= ? AND last_at <= ? AND id = ?',
);
const oldBlocks = AccountStatement.of(
  'SELECT last_at, id, names FROM request_blocks WHERE account_id = :account AND last_at < ? ORDER BY last_at, id LIMIT ?',
);
const forgetBlock = AccountStatement.of(
  'DELETE FROM request_blocks WHERE account_id = :account AND last_at = ? AND id = ?',
);

const blocksWithOldBodies = AccountStatement.of(
  'SELECT last_at, block_id FROM request_names WHERE account_id = :account AND name = ? AND last_at < ? ORDER BY last_at, block_id LIMIT ?',
);
const forgetBodies = AccountStatement.of(
  'UPDATE request_blocks SET bodies = NULL WHERE account_id = :account AND last_at = ? AND id = ?',
);

export class SqlRequestRepository implements RequestRepository {
  constructor(private readonly scope: AccountScope) {}

  async list(query: RequestQuery): Promise<RequestPage> {
    const { requestId } = query;
    if (requestId === undefined) return this.page(query, namesAsked(query)[0]);
    const told = timeTold(requestId);
    if (told !== undefined) {
      const about = (milliseconds: number) => instantOf(new Date(told + milliseconds));
      const since = latestOf(query.since, about(-skewMilliseconds));
      const until = earliestOf(query.until, about(skewMilliseconds));
      const byTime = await this.page({ ...query, since, until });
      if (byTime.requests.length > 0) return byTime;
    }
    return this.page(query, [requestName(requestId)]);
  }

  async find({ at, id }: RequestPosition): Promise<LoggedRequest | undefined> {
    const { block, index } = placeOf(id);
    const [row] = await this.scope.rows<ListedBlockRow & { readonly bodies: string | null }>(oneBlock, [
      ...[at, instantPlus(at, spanMilliseconds), block],
    ]);
    const request = row && requestsIn(row)[index];
    return request?.at === at ? { ...request, bodies: bodiesAt(row?.bodies ?? null, index) } : undefined;
  }

  async forget(before: Instant): Promise<boolean> {
    const limit = this.scope.dialect.limit(blocksForgottenAtOnce);
    const blocks = await this.scope.rows<{ last_at: Instant; id: string; names: string }>(oldBlocks, [
      ...[before, limit],
    ]);
    for (const { last_at, id, names } of blocks) {
      const found = JSON.parse(names) as string[];
      if (found.length > 0) await this.scope.run(forgetNames(found), [last_at, id, ...found]);
      await this.scope.run(forgetBlock, [last_at, id]);
    }
    return blocks.length === blocksForgottenAtOnce;
  }

  async forgetBodies(before: Instant): Promise<boolean> {
    const limit = this.scope.dialect.limit(blocksForgottenAtOnce);
    const blocks = await this.scope.rows<{ last_at: Instant; block_id: string }>(blocksWithOldBodies, [
      ...[bodiesName, before, limit],
    ]);
    for (const { last_at, block_id } of blocks) {
      await this.scope.run(forgetBodies, [last_at, block_id]);
      await this.scope.run(forgetNames([bodiesName]), [last_at, block_id, bodiesName]);
    }
    return blocks.length === blocksForgottenAtOnce;
  }

  /**
   * Requests of one block may be older than those of the next, as processes write at the same time: a request is shown once no
   * block is left that could have a newer one.
   */
  private async page(query: RequestQuery, names?: readonly string[]): Promise<RequestPage> {
    const { limit, before, ...filter } = query;
    const walk = new BlockWalk(this.scope, names, newestOf(filter, before), filter.since);
    let found: LoggedRequest[] = [];
    let settled = 0;
    while (settled < limit && walk.blocksRead < blocksPerPage && !walk.isAtEnd) {
      for (const block of await walk.next()) {
        const asked = requestsIn(block).filter(
          (request) => isAsked(request, filter) && (before === undefined || isOlder(request, before)),
        );
        found.push(...asked);
      }
      found = found.toSorted((left, right) => (isOlder(left, right) ? 1 : -1));
      settled = walk.isAtEnd ? found.length : found.filter(({ at }) => at > walk.reached).length;
    }
    const requests = found.slice(0, Math.min(limit, settled));
    const last = requests.at(-1);
    if (settled >= limit && last !== undefined) {
      const isMore = found.length > limit || !walk.isAtEnd;
      return { requests, next: isMore ? { at: last.at, id: last.id } : undefined };
    }
    return { requests, next: walk.isAtEnd ? undefined : { at: walk.reached, id: behindAll } };
  }
}

/** No id of a request is greater. */
const behindAll = '~';

const isOlder = (left: RequestPosition, right: RequestPosition): boolean =>
  left.at < right.at || (left.at === right.at && left.id < right.id);

/** No request that is asked for is newer. */
const newestOf = ({ until }: RequestFilter, before: RequestPosition | undefined): Instant | undefined =>
  earliestOf(until, before?.at);

/** Of those that are said. */
const earliestOf = (...instants: readonly (Instant | undefined)[]): Instant | undefined =>
  instants.filter((instant) => instant !== undefined).toSorted()[0];

const latestOf = (...instants: readonly (Instant | undefined)[]): Instant | undefined =>
  instants
    .filter((instant) => instant !== undefined)
    .toSorted()
    .at(-1);
