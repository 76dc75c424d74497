import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type ConnectionOptions, connect as connectByTls } from 'node:tls';

/** Where a syslog receiver listens. */
export interface SyslogAddress {
  readonly host: string;
  readonly port: number;
  /** Absent where the connection is not encrypted. */
  readonly tls?: Pick<ConnectionOptions, 'ca' | 'cert' | 'key'>;
}

const patienceMilliseconds = 10_000;
const wayMilliseconds = 100;
/** A receiver may be busy with what it has. */
const settlePatienceMilliseconds = 60_000;

/**
 * A connection on which messages are sent, and which tells by the way it is closed whether they arrived: syslog has no
 * acknowledgements. Where we end our side first and the receiver ends its own upon that, it has read all that was sent;
 * where it has not, its system resets the connection.
 */
export class SyslogConnection {
  private failure: Error | undefined;
  private hasEnded = false;

  private constructor(private readonly socket: Socket) {
    socket.on('error', (error) => {
      this.failure ??= error;
    });
    socket.on('end', () => {
      this.hasEnded = true;
    });
    // Whatever it says is not for us, and is to be read, so that its end is.
    socket.resume();
  }

  /** @throws Error of the network, or of TLS. */
  static async open({ host, port, tls }: SyslogAddress): Promise<SyslogConnection> {
    const socket =
      tls === undefined
        ? connect({ host, port, allowHalfOpen: true })
        : connectByTls({
            host,
            port,
            ...tls,
            minVersion: 'TLSv1.2',
            allowHalfOpen: true,
          } as ConnectionOptions);
    const signal = AbortSignal.timeout(patienceMilliseconds);
    try {
      await once(socket, tls === undefined ? 'connect' : 'secureConnect', { signal });
    } catch (error) {
      socket.destroy();
      throw signal.aborted ? new Error('it does not answer', { cause: error }) : error;
    }
    return new SyslogConnection(socket);
  }

  /** Resolves when the system has taken it all. @throws Error */
  async send(text: string): Promise<void> {
    this.requireOpen();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const late = setTimeout(() => reject(new Error('it takes nothing more')), patienceMilliseconds);
    const gone = () => reject(this.failure ?? new Error('it has closed the connection'));
    this.socket.once('close', gone);
    this.socket.write(text, (error) => (error ? reject(error) : resolve()));
    try {
      await promise;
    } finally {
      clearTimeout(late);
      this.socket.off('close', gone);
    }
  }

  /** Ends the connection. Resolves when the receiver has read all of it. @throws Error where that cannot be told. */
  async settle(): Promise<void> {
    // A receiver that went away has ended its side, too, and not upon ours: what is on the way from there is read first.
    await pause(wayMilliseconds);
    this.requireOpen();
    const closed = once(this.socket, 'close', { signal: AbortSignal.timeout(settlePatienceMilliseconds) });
    this.socket.end();
    try {
      await closed;
    } catch (error) {
      throw this.failure ?? new Error('it does not end the connection', { cause: error });
    } finally {
      this.socket.destroy();
    }
    if (this.failure !== undefined || !this.hasEnded)
      throw this.failure ?? new Error('it has closed the connection before it read all');
  }

  destroy(): void {
    this.socket.destroy();
  }

  /** A receiver that ended its side first may have read less than was sent. */
  private requireOpen(): void {
    if (this.failure !== undefined) throw this.failure;
    if (this.hasEnded || this.socket.destroyed) throw new Error('it has closed the connection');
  }
}
