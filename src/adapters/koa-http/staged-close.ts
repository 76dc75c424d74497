import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { HttpMiddleware } from './request-state.ts';

/** How long a client may take to notice its answer: as long as it sends what nobody reads. */
const secondsMax = 10;

const closing = new WeakSet<Duplex>();

/**
 * Whether the connection ends with an answer to a request that did not come whole. RFC 9112 section 9.6: nothing is done for a
 * request that follows, since nobody would learn of it.
 */
export const isClosing = (connection: Duplex): boolean => closing.has(connection);

/**
 * Sees to what nobody reads of a request, since it stands between the request and the next one on the connection.
 *
 * What has come already is dropped. Where an answer is there before its request has come whole (a token that is not valid,
 * a body that is too large), there is no telling how much is left: the connection ends with the answer. The client is told
 * so by `Connection: close`, and can ask again on another connection at once.
 */
export const stagedClose: HttpMiddleware = async (context, next) => {
  const { req } = context;
  await next();
  // What came together with the head of the request is parsed in the next turn.
  if (!req.complete) await nextTurn();
  if (req.complete) {
    if (req.isPaused()) req.resume();
    return;
  }
  closing.add(req.socket);
  context.res.setHeader('Connection', 'close');
  endInStages(req);
};

/** Has the connection end in stages once an answer with `Connection: close` is written; Node would close it at once. */
export function endInStages(request: IncomingMessage): void {
  const { socket } = request;
  socket.destroySoon = () => {
    request.resume();
    closeInStages(socket);
  };
}

/**
 * Sends what is left to send and nothing after it, then reads and drops what comes until the client closes as well. To close
 * at once would have what the client still sends met by a reset, which can take the answer away from the client before it
 * is read (RFC 9112 section 9.6).
 */
export function closeInStages(connection: Duplex, last?: string): void {
  connection.end(last);
  connection.resume();
  const timer = setTimeout(() => connection.destroy(), secondsMax * 1000);
  connection.once('close', () => clearTimeout(timer));
}

/** What `clientError` is told of a connection on which nothing more is parsed, with each piece that still comes. */
export const parsingStopped = 'HPE_CB_HEADERS_COMPLETE';

/**
 * Has Node make no further request of what comes on a connection, nor of what has come: the 64 kilobytes that it reads at a
 * time can hold thousands. It offers nothing for this; an answer other than those that its parser knows is an error to it.
 */
export function stopParsing(connection: Duplex): void {
  const { parser } = connection as Duplex & { readonly parser?: { onIncoming: () => number } | null };
  if (parser) parser.onIncoming = () => -1;
}
