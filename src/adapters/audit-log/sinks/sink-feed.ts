import { setTimeout } from 'node:timers/promises';
import type { AuditSinkName } from '../../../application/ports/audit-sinks.ts';
import type { NumberedEntries } from '../../../application/ports/numbered-entries.ts';
import type { OperationalLog } from '../../../application/ports/operational-log.ts';
import { StorageUnavailable } from '../../../application/ports/storage-errors.ts';
import type { EntrySink } from './entry-sink.ts';
import { SinkLost, type SinkPositions } from './sink-positions.ts';

/** An entry of each, whatever its size, is held in memory, and beyond that no more than a page holds. */
const entriesAtOnce = 200;

/** Milliseconds between looks at what there is. */
interface SinkPauses {
  /** While nothing happens. */
  readonly idle: number;
  /** While another process has the sink, or it takes nothing. */
  readonly troubled: number;
  /** How often it is said that the process is there. */
  readonly heartbeat: number;
}

const usualPauses: SinkPauses = { idle: 1_000, troubled: 2_000, heartbeat: 3_000 };

/** Sends the entries of all accounts to a sink as they come, as long as no other process does. */
export class SinkFeed {
  private position = 0;
  private arrived = 0;
  private saidAt = 0;
  private failure: string | undefined;

  /** @param holder - which process this is. */
  constructor(
    private readonly name: AuditSinkName,
    private readonly sink: EntrySink,
    private readonly entries: NumberedEntries,
    private readonly positions: SinkPositions,
    private readonly log: OperationalLog,
    private readonly holder: string,
    private readonly pauses = usualPauses,
  ) {}

  /** Until it is told to stop; what has arrived by then is remembered. */
  async run(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      await this.feed(stop).catch((error: unknown) => this.tell(error));
      await this.sink.close();
      await this.pause(this.pauses.troubled, stop);
    }
  }

  private async feed(stop: AbortSignal): Promise<void> {
    const remembered = await this.positions.take(this.name, this.holder);
    if (remembered === undefined) return;
    this.position = await this.sink.open(remembered);
    await this.requireSameLog();
    await this.say(this.position);
    while (!stop.aborted) if (!(await this.sendSome())) await this.pause(this.pauses.idle, stop);
    await this.settle();
    await this.positions.giveBack(this.name, this.holder);
  }

  /** @returns whether there was anything to send. */
  private async sendSome(): Promise<boolean> {
    const entries = await this.entries.from(this.position + 1, entriesAtOnce);
    const last = entries.at(-1);
    if (last === undefined) {
      await this.settle();
      return false;
    }
    const arrived = await this.sink.write(entries);
    this.position = last.position;
    await this.sayIfDue(arrived);
    return true;
  }

  private async settle(): Promise<void> {
    await this.sayIfDue(await this.sink.settle());
  }

  private async sayIfDue(arrived: number): Promise<void> {
    const isDue = performance.now() > this.saidAt + this.pauses.heartbeat;
    if (arrived > this.arrived || isDue) await this.say(arrived);
  }

  private async say(arrived: number): Promise<void> {
    await this.positions.advance(this.name, this.holder, arrived);
    this.arrived = arrived;
    this.saidAt = performance.now();
    if (this.failure !== undefined) this.log.warn(`The audit log goes to its ${this.name} again`);
    this.failure = undefined;
  }

  /** A sink that is ahead would get nothing until the log has caught up, and nobody would miss it. */
  private async requireSameLog(): Promise<void> {
    const last = await this.entries.last();
    if (this.position <= last) return;
    throw new Error(
      `The ${this.name} has entries up to position ${this.position}, and the audit log ends at ${last}: it is that of another database, or this one was restored from an older backup. Move what the ${this.name} has away and keep it, or name another one.`,
    );
  }

  /** Each reason once, however often it is tried again. */
  private async tell(error: unknown): Promise<void> {
    if (error instanceof SinkLost) return;
    // The database adapter has told operators why.
    if (error instanceof StorageUnavailable) return;
    const reason = error instanceof Error ? error.message : String(error);
    if (reason !== this.failure)
      this.log.error(`The audit log does not go to its ${this.name}`, error, { sink: this.sink.name });
    this.failure = reason;
    await this.positions.fail(this.name, this.holder, reason).catch(() => undefined);
  }

  private async pause(milliseconds: number, stop: AbortSignal): Promise<void> {
    await setTimeout(milliseconds, undefined, { signal: stop, ref: false }).catch(() => undefined);
  }
}
