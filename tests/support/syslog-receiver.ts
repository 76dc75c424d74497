import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

interface Secret {
  readonly key: string;
  readonly cert: string;
}

/** A message of RFC 5424, in its parts. */
export interface SyslogMessage {
  readonly priority: number;
  readonly timestamp: string;
  readonly application: string;
  readonly messageId: string;
  readonly data: Readonly<Record<string, string>>;
  readonly text: string;
}

/** A receiver of syslog messages, over TCP or TLS, with octet counting. It keeps what it has read, also where it is killed. */
export class SyslogReceiver {
  readonly received: SyslogMessage[] = [];
  private server: Server | undefined;
  private readonly sockets = new Set<Socket>();
  private port = 0;
  /** Whether it reads what it is sent. */
  private reads = true;

  constructor(private readonly secret?: Secret) {}

  /** On the port that it had before. */
  async start(): Promise<this> {
    const take = (socket: Socket) => this.take(socket);
    const server = this.secret ? createTlsServer(this.secret, take) : createServer(take);
    // Of TLS, the connection below is what is killed.
    if (this.secret) server.on('connection', (socket: Socket) => this.watch(socket));
    this.server = server.listen(this.port, '127.0.0.1');
    await once(server, 'listening');
    this.port = (server.address() as AddressInfo).port;
    return this;
  }

  get address(): { readonly host: string; readonly port: number } {
    return { host: 'localhost', port: this.port };
  }

  get positions(): number[] {
    return this.received.map(({ data }) => Number(data.position));
  }

  /** From now on it takes what is sent and reads nothing of it, as a process that hangs. */
  hang(): void {
    this.reads = false;
  }

  /** Ends as a killed process does: what its system has got and it has not read is lost. */
  async kill(): Promise<void> {
    const closed = this.server && once(this.server, 'close');
    this.server?.close();
    for (const socket of this.sockets) socket.resetAndDestroy();
    await closed;
    this.reads = true;
  }

  private watch(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket)).on('error', () => undefined);
  }

  private take(socket: Socket): void {
    this.watch(socket);
    let unread = Buffer.alloc(0);
    socket.on('data', (data: Buffer) => {
      if (!this.reads) {
        socket.pause();
        return;
      }
      unread = Buffer.concat([unread, data]);
      for (;;) {
        const [, digits = ''] = /^(\d+) /.exec(unread.subarray(0, 12).toString('latin1')) ?? [];
        const end = digits.length + 1 + Number(digits);
        if (digits === '' || unread.length < end) return;
        this.received.push(messageIn(unread.subarray(digits.length + 1, end).toString('utf8')));
        unread = unread.subarray(end);
      }
    });
  }
}

/** @throws Error for what is no message of RFC 5424. */
function messageIn(text: string): SyslogMessage {
  const pattern =
    /^<(?<priority>\d+)>1 (?<timestamp>\S+) \S{1,255} (?<application>\S{1,48}) \S{1,128} (?<messageId>\S{1,32}) \[entry@32473(?<data>(?: \w+="(?:[^"\\\]]|\\.)*")*)\] (?<text>.*)$/;
  const parts = pattern.exec(text)?.groups;
  if (parts === undefined) throw new Error(`This is no message of RFC 5424: ${text}`);
  const { priority, timestamp = '', application = '', messageId = '', data = '' } = parts;
  const values = [...data.matchAll(/(\w+)="((?:[^"\\\]]|\\.)*)"/g)].map(([, name = '', value = '']) => [
    name,
    value,
  ]);
  return {
    ...{ priority: Number(priority), timestamp, application, messageId, text: parts.text ?? '' },
    data: Object.fromEntries(values),
  };
}
