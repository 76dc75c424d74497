import { hostname } from 'node:os';
import type { RecordedJournalEntry } from '../../../application/ports/event-feed.ts';
import type { SinkFormat } from '../../entry-formats/sink-formats.ts';
import type { EntrySink } from './entry-sink.ts';
import { type SyslogAddress, SyslogConnection } from './syslog-connection.ts';
import { syslogFrame } from './syslog-message.ts';

/** So long a connection is used at most until it is ended, by which what was sent is known to have arrived. */
const settledEveryMilliseconds = 10_000;

/**
 * A syslog receiver. Messages that are not known to have arrived are sent again on the next connection: each arrives once
 * at least, and those that arrive twice are told by their position.
 */
export class SyslogSink implements EntrySink {
  readonly name: string;
  private connection: SyslogConnection | undefined;
  private connectedAt = 0;
  /** Up to where entries were sent, and are known to have arrived. */
  private sent = 0;
  private arrived = 0;

  constructor(
    private readonly format: SinkFormat,
    private readonly address: SyslogAddress,
  ) {
    const { host, port, tls } = address;
    this.name = `syslog ${tls === undefined ? 'tcp' : 'tls'}://${host}:${port}`;
  }

  async open(remembered: number): Promise<number> {
    await this.close();
    this.sent = remembered;
    this.arrived = remembered;
    return remembered;
  }

  async write(entries: readonly RecordedJournalEntry[]): Promise<number> {
    return this.orSay(async () => {
      if (this.connection === undefined) {
        this.connection = await SyslogConnection.open(this.address);
        this.connectedAt = performance.now();
      }
      await this.connection.send(
        entries.map((entry) => syslogFrame(entry, this.format, hostname())).join(''),
      );
      this.sent = entries.at(-1)?.position ?? this.sent;
      const isOld = performance.now() > this.connectedAt + settledEveryMilliseconds;
      return isOld ? this.settleNow() : this.arrived;
    });
  }

  /** A connection that nobody uses for the moment is ended. */
  settle(): Promise<number> {
    return this.orSay(() => this.settleNow());
  }

  async close(): Promise<void> {
    this.connection?.destroy();
    this.connection = undefined;
  }

  private async settleNow(): Promise<number> {
    await this.connection?.settle();
    this.connection = undefined;
    this.arrived = this.sent;
    return this.arrived;
  }

  private async orSay(work: () => Promise<number>): Promise<number> {
    try {
      return await work();
    } catch (error) {
      await this.close();
      const reason = error instanceof Error ? error.message || String(error) : String(error);
      throw new Error(`The receiver ${this.name.replace(/^syslog /, '')} did not take entries: ${reason}.`, {
        cause: error,
      });
    }
  }
}
