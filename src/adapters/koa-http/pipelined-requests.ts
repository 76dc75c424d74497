import type { RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { endInStages, isClosing } from './staged-close.ts';

/** More than any client sends ahead. */
const waitingMax = 100;
/** Of requests behind the last one that is answered; whoever sends more does not listen. */
const droppedMax = 1000;

interface Connection {
  /** The answer to the request that came last. */
  last: ServerResponse;
  waiting: number;
  /** Whether the last answer is a refusal, with which the connection ends. */
  isFull: boolean;
  dropped: number;
}

/**
 * Has the requests that a client sends ahead on one connection (RFC 9112 section 9.3.2) answered one after the other. Node
 * would begin all of them at once and hold the answers, however large, until it is their turn. Behind a hundred that wait,
 * the connection ends with a refusal.
 *
 * @param refuse - answers the request that is one too many, with `Connection: close`.
 */
export function onePerConnection(answer: RequestListener, refuse: RequestListener): RequestListener {
  const connections = new WeakMap<Socket, Connection>();
  const connectionOf = (socket: Socket, response: ServerResponse): Connection => {
    const known = connections.get(socket);
    if (known !== undefined) return known;
    const begun = { last: response, waiting: 0, isFull: false, dropped: 0 };
    connections.set(socket, begun);
    return begun;
  };
  return (request, response) => {
    const { socket } = request;
    const connection = connectionOf(socket, response);
    if (connection.isFull || isClosing(socket)) {
      connection.dropped += 1;
      if (connection.dropped > droppedMax) socket.destroy();
      return;
    }
    const before = connection.last;
    connection.last = response;
    // Node gives a response its connection once those before it are out.
    if (response.socket !== null) {
      answer(request, response);
    } else if (connection.waiting === waitingMax) {
      connection.isFull = true;
      endInStages(request);
      refuse(request, response);
    } else {
      connection.waiting += 1;
      // One that is streamed has nearly as many listeners as Node takes for no mistake.
      before.setMaxListeners(before.getMaxListeners() + 1);
      before.once('close', () => {
        connection.waiting -= 1;
        if (!isClosing(socket) && !socket.destroyed) answer(request, response);
      });
    }
  };
}
