import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { endInStages, isClosing } from './staged-close.ts';

/** More than any client sends ahead. */
const waitingMax = 100;
/** Of requests behind the last one that is answered; whoever sends more does not listen. */
const droppedMax = 1000;
/** On all connections together, waiting or dropped: a few kilobytes each, which Node holds until the connection ends. */
const aheadMax = 4000;

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
 * the connection ends with a refusal; where there are too many on all connections, one that has more is cut.
 */
export class PipelinedRequests {
  private readonly connections = new WeakMap<Socket, Connection>();
  private ahead = 0;

  /** @param refuse - answers the request that is one too many, with `Connection: close`. */
  constructor(
    private readonly answer: RequestListener,
    private readonly refuse: RequestListener,
  ) {}

  readonly listener: RequestListener = (request, response) => {
    const { socket } = request;
    const connection = this.connectionOf(socket, response);
    const before = connection.last;
    connection.last = response;
    // Node gives a response its connection once those before it are out.
    if (response.socket !== null) {
      if (!isClosing(socket)) this.answer(request, response);
    } else if (this.ahead === aheadMax || connection.dropped === droppedMax) {
      socket.destroy();
    } else if (connection.isFull || isClosing(socket)) {
      connection.dropped += 1;
      this.ahead += 1;
    } else if (connection.waiting === waitingMax) {
      connection.isFull = true;
      endInStages(request);
      this.refuse(request, response);
    } else {
      connection.waiting += 1;
      this.ahead += 1;
      // One that is streamed has nearly as many listeners as Node takes for no mistake.
      before.setMaxListeners(before.getMaxListeners() + 1);
      before.once('close', () => this.begin(connection, request, response));
    }
  };

  private connectionOf(socket: Socket, response: ServerResponse): Connection {
    const known = this.connections.get(socket);
    if (known !== undefined) return known;
    const connection = { last: response, waiting: 0, isFull: false, dropped: 0 };
    this.connections.set(socket, connection);
    socket.once('close', () => {
      this.ahead -= connection.waiting + connection.dropped;
    });
    return connection;
  }

  private begin(connection: Connection, request: IncomingMessage, response: ServerResponse): void {
    // Of a connection that is gone, all are forgotten at once.
    if (request.socket.destroyed) return;
    connection.waiting -= 1;
    this.ahead -= 1;
    if (!isClosing(request.socket)) this.answer(request, response);
  }
}
