import { randomUUID } from 'node:crypto';
import type {
  AnsweredRequest,
  LoggedRequest,
  RequestBodies,
} from '../../../application/ports/request-log.ts';
import { accountId } from '../../../domain/shared/identifiers.ts';
import { type Instant, instantPlus } from '../../../domain/shared/instant.ts';
import type { RowOf } from '../entities/column-lists.ts';
import type { requestBlockEntity } from '../entities/request-block-entity.ts';
import { packed, unpacked } from './packed-text.ts';
import { bodiesName } from './request-names.ts';
import type { WaitingText } from './waiting-text.ts';

export type BlockRow = RowOf<typeof requestBlockEntity>;
/** Without what only deletion and a single request ask for. */
export type ListedBlockRow = Pick<BlockRow, 'account_id' | 'last_at' | 'id' | 'first_at' | 'requests'>;

const requestsMax = 200;
const charactersMax = 64_000;
/** From the oldest request of a block to the newest: so far beyond a time a reader looks for blocks that began before it. */
export const spanMilliseconds = 10_000;

/** Requests of an account that become one row. */
interface RequestBlock {
  readonly row: BlockRow;
  readonly names: readonly string[];
}

/** The requests as blocks: of one account each, close in time, and of a bounded size. */
export const blocksOf = (requests: readonly WaitingText[]): Promise<readonly RequestBlock[]> =>
  Promise.all([...requestsOfBlocks(requests)].map(blockOf));

function* requestsOfBlocks(requests: readonly WaitingText[]): Generator<readonly WaitingText[]> {
  for (const ofAccount of Map.groupBy(requests, (request) => request.accountId).values()) {
    // They came in the order in which they were answered.
    const inOrder = ofAccount.toSorted((left, right) => (left.at < right.at ? -1 : 1));
    let some: WaitingText[] = [];
    let characters = 0;
    let until: Instant | undefined;
    for (const request of inOrder) {
      const { text } = request;
      const isFull = some.length === requestsMax || characters + text.length > charactersMax;
      if (some.length > 0 && (isFull || (until !== undefined && request.at > until))) {
        yield some;
        [some, characters] = [[], 0];
      }
      if (some.length === 0) until = instantPlus(request.at, spanMilliseconds);
      some.push(request);
      characters += text.length;
    }
    if (some.length > 0) yield some;
  }
}

async function blockOf(requests: readonly WaitingText[]): Promise<RequestBlock> {
  const [first, last] = [requests[0], requests.at(-1)];
  if (first === undefined || last === undefined) throw new Error('A block has requests.');
  const unique = new Set<string>();
  for (const request of requests) for (const name of request.names) unique.add(name);
  const hasBodies = requests.some(({ bodies }) => bodies !== undefined);
  if (hasBodies) unique.add(bodiesName);
  const names = [...unique];
  return {
    names,
    row: {
      account_id: first.accountId,
      last_at: last.at,
      id: randomUUID(),
      first_at: first.at,
      requests: await packed(`[${requests.map(({ text }) => text).join(',')}]`),
      bodies: hasBodies ? JSON.stringify(requests.map(({ bodies }) => bodies ?? null)) : null,
      names: JSON.stringify(names),
    },
  };
}

/** The requests of a block, the oldest first. */
export function requestsIn({ account_id, id, requests }: ListedBlockRow): readonly LoggedRequest[] {
  const found = JSON.parse(unpacked(requests)) as readonly AnsweredRequest[];
  return found.map((request, index) => ({
    ...request,
    accountId: accountId(account_id),
    id: `${id}.${index}`,
  }));
}

/** Which request of which block bears the id. */
export function placeOf(id: string): { readonly block: string; readonly index: number } {
  const [block = '', index = ''] = id.split('.');
  return { block, index: Number(index) };
}

export const bodiesAt = (bodies: string | null, index: number): RequestBodies | undefined =>
  bodies === null ? undefined : ((JSON.parse(bodies) as (RequestBodies | null)[])[index] ?? undefined);
