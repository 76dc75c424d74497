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
export async function answerInPieces(context: HttpContext, pieces: AsyncGenerator<string>): Promise<void> {
  const first = await nextChunk(pieces);
  const second = first.isLast ? first : await nextChunk(pieces);
  if (first.isLast || second.text === '') {
    context.body = first.text;
    return;
  }
  const millisecondsLeft = Math.max(0, Math.floor(context.state.deadline - performance.now()));
  const whole = Readable.from(followedBy(first, second, pieces));
  context.body = addAbortSignal(AbortSignal.timeout(millisecondsLeft), whole);
}

interface Chunk {
  readonly text: string;
  readonly isLast: boolean;
}

/** Pieces up to a length at which it pays to send them; of the last chunk what is left. */
async function nextChunk(pieces: AsyncGenerator<string>): Promise<Chunk> {
  let text = '';
  while (text.length < chunkCharacters) {
    const { done, value } = await pieces.next();
    if (done) return { text, isLast: true };
    text += value;
  }
  return { text, isLast: false };
}

async function* followedBy(
  first: Chunk,
  second: Chunk,
  rest: AsyncGenerator<string>,
): AsyncGenerator<string> {
  try {
    yield first.text;
    let chunk = second;
    for (; !chunk.isLast; chunk = await nextChunk(rest)) yield chunk.text;
    if (chunk.text !== '') yield chunk.text;
  } finally {
    await rest.return(undefined);
  }
}
