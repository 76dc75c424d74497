import { addAbortSignal, Readable } from 'node:stream';
import type { HttpContext } from './request-state.ts';

/** A text that is not longer is sent at once, with its length. */
const chunkCharacters = 65_536;

/**
 * Answers with a text that comes in pieces. Of a long one no more is held than two chunks and a piece, and pieces are
 * asked for as fast as the client takes them. An error between pieces, the request's deadline and a client that goes
 * away end the pieces and the connection, so that nobody takes a part for the whole.
 *
 * @throws what the first pieces throw, as long as nothing is sent.
 */
export async function answerInPieces(context: HttpContext, pieces: AsyncIterable<string>): Promise<void> {
  const chunks = inChunks(pieces);
  const first = await chunks.next();
  const second = await chunks.next();
  if (first.done || second.done) {
    context.body = first.value ?? '';
    return;
  }
  const millisecondsLeft = Math.max(0, Math.floor(context.state.deadline - performance.now()));
  const whole = Readable.from(followedBy(first.value, second.value, chunks));
  context.body = addAbortSignal(AbortSignal.timeout(millisecondsLeft), whole);
}

/** The same text in chunks, all but the last of a length at which it pays to send them. */
async function* inChunks(pieces: AsyncIterable<string>): AsyncGenerator<string, undefined> {
  let chunk = '';
  for await (const piece of pieces) {
    chunk += piece;
    if (chunk.length < chunkCharacters) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

async function* followedBy(
  first: string,
  second: string,
  rest: AsyncIterable<string>,
): AsyncGenerator<string> {
  yield first;
  yield second;
  yield* rest;
}
