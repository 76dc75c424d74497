import { connect, createServer, type Server, type Socket } from 'node:net';

/** Stands between a client and a database: counts what the client sends, and can take the network away. */
export interface TcpProxy {
  readonly url: string;
  /** Packets that the client sent; a command that waits for its answer is one. */
  sent(): number;
  /** Ends every connection and lets nobody in. */
  cut(): void;
  restore(): void;
  /** Loses everything that is sent from now on, either way, and closes nothing: the other side has become silent. */
  silence(): void;
  /** The same as soon as a client sends this text. */
  silenceAt(text: string): void;
  isSilent(): boolean;
  /**
   * Cuts the next connection on which the client sends this text, before the server gets it.
   *
   * @param way - how the client is told: by an orderly end, or by a reset.
   */
  cutBefore(text: string, way?: 'end' | 'reset'): void;
  /** Whether a cut that was asked for is still to come. */
  isToCut(): boolean;
  /** The same, when the server has answered it and before the answer comes back; for what gives no rows. */
  cutAfter(text: string): void;
  /** Answers the next packet with this text by such an error in place of the server, which does not get it. */
  refuseAt(text: string, errno: number, sqlState?: string): void;
  /** The same for the next connection, which has said nothing yet. */
  refuseConnection(errno: number): void;
  /**
   * Behind this text, has the next COMMIT of the same connection answered with an error of such a number.
   *
   * @param carriesOut - whether the server gets the COMMIT all the same.
   */
  refuseCommit(text: string, errno: number, carriesOut: boolean): void;
  close(): Promise<void>;
}

/** What a server of MySQL answers where it refuses a statement, or, as the first packet, a connection. */
function errorPacket(errno: number, sqlState = 'HY000', sequence = 1): Buffer {
  const body = Buffer.from(`\xff\0\0#${sqlState}The test says ${errno}.`, 'latin1');
  body.writeUInt16LE(errno, 1);
  return Buffer.concat([Buffer.from([body.length, 0, 0, sequence]), body]);
}

/** A statement that changes nothing, as long as `COMMIT`. */
const noCommit = 'DO   0';

/** The last packet of the answers to statements that came in one message and give no rows; nothing while it is not there. */
function lastPacketIn(answers: Buffer): { readonly start: number; readonly sequence: number } | undefined {
  for (let start = 0; start + 4 <= answers.length; ) {
    const end = start + 4 + answers.readUIntLE(start, 3);
    if (end > answers.length) return undefined;
    if (!isFollowed(answers.subarray(start + 4, end)))
      return { start, sequence: answers.readUInt8(start + 3) };
    start = end;
  }
  return undefined;
}

/** Whether the answer to another statement comes behind this one: OK, two numbers of up to nine bytes, then the flags. */
function isFollowed(packet: Buffer): boolean {
  if (packet[0] !== 0) return false;
  let at = 1;
  for (let number = 0; number < 2; number++) at += { 252: 3, 253: 4, 254: 9 }[packet.readUInt8(at)] ?? 1;
  const moreResults = 8;
  return (packet.readUInt16LE(at) & moreResults) !== 0;
}

export async function proxyTo(databaseUrl: string): Promise<TcpProxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let packets = 0;
  let away = false;
  let silent = false;
  let silencer: string | undefined;
  let refusal: { text: string; errno: number; carriesOut: boolean } | undefined;
  let refusedAt: { text: string; errno: number; sqlState?: string } | undefined;
  let refusedConnection: number | undefined;
  let trap: { text: string; when: 'before' | 'after'; way: 'end' | 'reset' } | undefined;

  const drop = (client: Socket, server: Socket) => {
    client.destroy();
    server.destroy();
  };
  const proxy: Server = createServer((client) => {
    if (away) {
      client.destroy();
      return;
    }
    if (refusedConnection !== undefined) {
      client.on('error', () => undefined);
      client.end(errorPacket(refusedConnection, undefined, 0));
      refusedConnection = undefined;
      return;
    }
    const server = connect({ host: target.hostname, port: Number(target.port) });
    for (const socket of [client, server]) {
      socket.setNoDelay(true);
      sockets.add(socket);
      socket.on('error', () => drop(client, server));
      socket.on('close', () => {
        sockets.delete(socket);
        if (!client.writableEnded) drop(client, server);
      });
    }
    let refused: typeof refusal;
    /** @param then - is given the answers, all of which have come. */
    const onceAnswered = (
      then: (answers: Buffer, last: NonNullable<ReturnType<typeof lastPacketIn>>) => void,
    ) => {
      let answers: Buffer = Buffer.alloc(0);
      server.removeAllListeners('data').on('data', (data: Buffer) => {
        answers = Buffer.concat([answers, data]);
        const last = lastPacketIn(answers);
        if (last !== undefined) then(answers, last);
      });
    };
    client.on('data', (received: Buffer) => {
      let data = received;
      packets += 1;
      if (refusedAt !== undefined && data.includes(refusedAt.text)) {
        client.write(errorPacket(refusedAt.errno, refusedAt.sqlState));
        refusedAt = undefined;
        return;
      }
      if (refusal !== undefined && data.includes(refusal.text)) {
        refused = refusal;
        refusal = undefined;
      }
      if (refused !== undefined && data.includes('COMMIT')) {
        const { errno, carriesOut } = refused;
        refused = undefined;
        if (!carriesOut) data = Buffer.from(data.toString('latin1').replace('COMMIT', noCommit), 'latin1');
        onceAnswered((answers, { start, sequence }) => {
          client.end(Buffer.concat([answers.subarray(0, start), errorPacket(errno, undefined, sequence)]));
          server.destroy();
        });
      }
      if (silencer !== undefined && data.includes(silencer)) silent = true;
      if (silent) return;
      const sprung = trap !== undefined && data.includes(trap.text) ? trap : undefined;
      if (sprung !== undefined) trap = undefined;
      if (sprung?.when === 'before') {
        if (sprung.way === 'reset') client.resetAndDestroy();
        return drop(client, server);
      }
      if (sprung?.when === 'after') onceAnswered(() => drop(client, server));
      server.write(data);
    });
    server.on('data', (data) => {
      if (!silent) client.write(data);
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const address = proxy.address();
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String(typeof address === 'object' ? address?.port : '');

  return {
    url: url.href,
    sent: () => packets,
    cut: () => {
      away = true;
      for (const socket of sockets) socket.destroy();
    },
    restore: () => {
      away = false;
    },
    silence: () => {
      silent = true;
    },
    silenceAt: (text) => {
      silencer = text;
    },
    isSilent: () => silent,
    cutBefore: (text, way = 'end') => {
      trap = { text, when: 'before', way };
    },
    isToCut: () => trap !== undefined,
    cutAfter: (text) => {
      trap = { text, when: 'after', way: 'end' };
    },
    refuseAt: (text, errno, sqlState) => {
      refusedAt = { text, errno, sqlState };
    },
    refuseConnection: (errno) => {
      refusedConnection = errno;
    },
    refuseCommit: (text, errno, carriesOut) => {
      refusal = { text, errno, carriesOut };
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        proxy.close(() => resolve());
      }),
  };
}
