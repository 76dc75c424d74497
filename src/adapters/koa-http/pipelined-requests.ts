import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { endInStages, isClosing, stopParsing } from './staged-close.ts';

/** More than any client sends ahead. */
const waitingMax = 100;
/** On all connections together: a few kilobytes each, which Node holds until the connection ends. */
const aheadMax = 4000;

/** Logs, counts and places wait for the end of an answer, and one that is streamed has as many listeners again. */
const listenersMax = 20;

interface Connection {
  /** The answer to the request that came last. */
  last: ServerResponse;
  waiting: number;
}

/**
 * Has the requests that a client sends ahead on one connection (RFC 9112 section 9.3.2) answered one after the other. Node
 * would begin all of them at once and hold the answers, however large, until it is their turn. Behind a hundred that wait,
 * the connection ends with a refusal, and nothing more is read of it until that is out; where there are too many on all
 * connections, one that has more is cut.
 */
export class PipelinedRequests {
  private readonly connections = new WeakMap<Socket, Connection>();
  private ahead = 0;

  /**
   * @param refuse - answers the request that is one too many, with `Connection: close`.
   * @param isCrowded - whether a connection is one too many, so that the first request on it is.
   */
  constructor(
    private readonly answer: RequestListener,
    private readonly refuse: RequestListener,
    private readonly isCrowded: (socket: Socket) => boolean,
  ) {}

  readonly listener: RequestListener = (request, response) => {
    const { socket } = request;
    if (isClosing(socket)) return;
    response.setMaxListeners(listenersMax);
    const connection = this.connectionOf(socket, response);
    const before = connection.last;
    connection.last = response;
    if (connection.waiting === waitingMax || this.isCrowded(socket)) {
      this.end(request, response);
    } else if (response.socket !== null) {
      // Node gives a response its connection once those before it are out.
      this.answer(request, response);
    } else if (this.ahead === aheadMax) {
      stopParsing(socket);
      socket.destroy();
    } else {
      connection.waiting += 1;
      this.ahead += 1;
      before.setMaxListeners(before.getMaxListeners() + 1);
      before.once('close', () => this.begin(connection, request, response));
    }
  };

  private connectionOf(socket: Socket, response: ServerResponse): Connection {
    const known = this.connections.get(socket);
    if (known !== undefined) return known;
    const connection = { last: response, waiting: 0 };
    this.connections.set(socket, connection);
    socket.once('close', () => {
      this.ahead -= connection.waiting;
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

  private end(request: IncomingMessage, response: ServerResponse): void {
    stopParsing(request.socket);
    endInStages(request);
    this.refuse(request, response);
  }
}
