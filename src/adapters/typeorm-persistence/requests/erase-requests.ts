import type { NamedPerson, RequestErasure } from '../../../application/ports/erasure-repository.ts';
import type {
  AnsweredRequest,
  LoggedRequest,
  RequestPosition,
} from '../../../application/ports/request-log.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { AccountStatement } from '../scope/account-statement.ts';
import { forgetNames } from './forget-names.ts';
import { packed, unpacked } from './packed-text.ts';
import type { BlockRow } from './request-blocks.ts';
import { bodiesName, namesOf } from './request-names.ts';

const blocksAtOnce = 20;

const blocksBefore = AccountStatement.of(
  'SELECT account_id, last_at, id, first_at, requests, bodies, names FROM request_blocks WHERE account_id = :account AND (last_at < ? OR (last_at = ? AND id < ?)) ORDER BY last_at DESC, id DESC LIMIT ?',
);
const rewriteBlock = AccountStatement.of(
  'UPDATE request_blocks SET requests = ?, bodies = ?, names = ? WHERE account_id = :account AND last_at = ? AND id = ?',
);
/** No instant is later. */
const endOfTime = '9999-12-31T23:59:59.999Z';

/**
 * Takes the requests that name somebody out of the next blocks. In the place of each stays that there was one, and how it
 * ended: the others of a block are known by their place in it.
 */
export async function eraseRequests(
  scope: AccountScope,
  person: NamedPerson,
  before?: RequestPosition,
): Promise<RequestErasure> {
  const [at, id] = [before?.at ?? endOfTime, before?.id ?? ''];
  const limit = scope.dialect.limit(blocksAtOnce);
  const blocks = await scope.rows<BlockRow>(blocksBefore, [at, at, id, limit]);
  let erased = 0;
  for (const block of blocks) erased += await eraseFromBlock(scope, block, person);
  const last = blocks.at(-1);
  const isMore = blocks.length === blocksAtOnce && last !== undefined;
  return { erased, next: isMore ? ({ at: last.last_at, id: last.id } as RequestPosition) : undefined };
}

async function eraseFromBlock(scope: AccountScope, block: BlockRow, person: NamedPerson): Promise<number> {
  const requests = JSON.parse(unpacked(block.requests)) as AnsweredRequest[];
  const bodies = JSON.parse(block.bodies ?? '[]') as unknown[];
  const names = (index: number) =>
    !isErased(requests[index]) && (isNamed(requests[index], person) || isNamed(bodies[index], person));
  const about = requests.map((_, index) => index).filter(names);
  if (about.length === 0) return 0;
  for (const index of about) {
    const { at, requestId, method, status, milliseconds } = requests[index] as LoggedRequest;
    requests[index] = { at, requestId, source: '', method, path: '', status, milliseconds, entries: [] };
    if (index in bodies) bodies[index] = null;
  }
  const kept = new Set(requests.flatMap(namesOf));
  if (block.bodies !== null) kept.add(bodiesName);
  const gone = (JSON.parse(block.names) as string[]).filter((name) => !kept.has(name));
  if (gone.length > 0) await scope.run(forgetNames(gone), [block.last_at, block.id, ...gone]);
  await scope.run(rewriteBlock, [
    ...[await packed(JSON.stringify(requests)), block.bodies === null ? null : JSON.stringify(bodies)],
    ...[JSON.stringify([...kept]), block.last_at, block.id],
  ]);
  return about.length;
}

const isErased = (request: AnsweredRequest | undefined): boolean => request?.path === '';

/** Whether a text anywhere in it names the person, by the id as well. */
function isNamed(json: unknown, person: NamedPerson): boolean {
  if (typeof json === 'string') return json.includes(person.agentId) || person.isNamedIn(json);
  return (
    typeof json === 'object' && json !== null && Object.values(json).some((value) => isNamed(value, person))
  );
}
