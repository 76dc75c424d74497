import { LimitMet } from '../../connections/database-failure.ts';
import { failureOfMysql } from './mysql-failures.ts';
import type { MysqlUrl } from './mysql-url.ts';
import { NotWritable } from './not-writable.ts';
import { ServerProbe } from './server-probe.ts';

const everyMilliseconds = 500;

interface Probed {
  readonly probe: ServerProbe;
  readonly refusal: Error | undefined;
}

/**
 * Finds the one of several servers that takes writes, and looks again twice a second and whenever somebody doubts it: the first
 * in the order of the URL, so that all processes write to the same where several would take writes.
 */
export class PrimaryWatch {
  private readonly probes: readonly ServerProbe[];
  /** What the last look found. */
  found: MysqlUrl | undefined;
  private refusals: readonly Probed[] = [];
  private looking: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;

  /** @param onChange - is told the server that took writes, and whether it does still, when it is no more the first to do so. */
  constructor(
    servers: readonly MysqlUrl[],
    private readonly onChange: (left: MysqlUrl, isAway: boolean) => void,
  ) {
    this.probes = servers.map((server) => new ServerProbe(server));
  }

  /** @throws NotWritable `NO_PRIMARY`, or the error of a server that an operator has to mend. */
  async primary(): Promise<MysqlUrl> {
    if (this.found === undefined) await this.look();
    if (this.found !== undefined) return this.found;
    const told = this.refusals.map(({ refusal }) => refusal);
    const unusable = told.find((error) => failureOfMysql(error) === 'unusable');
    throw unusable ?? new NotWritable('NO_PRIMARY', this.allRefusals());
  }

  /** Looks now. Whoever asks while that is under way waits for the same look. */
  async look(): Promise<void> {
    if (this.isClosed) return;
    this.looking ??= this.lookAtAll().finally(() => {
      this.looking = undefined;
    });
    await this.looking;
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
    for (const probe of this.probes) probe.close();
  }

  private async lookAtAll(): Promise<void> {
    clearTimeout(this.timer);
    const probed = await Promise.all(
      this.probes.map(async (probe) => ({ probe, refusal: await probe.refusal() })),
    );
    if (this.isClosed) return this.close();
    this.refusals = probed.filter(({ refusal }) => refusal !== undefined);
    const left = this.found;
    const first = probed.find(({ refusal }) => refusal === undefined)?.probe.server;
    // Who is late is busy, as far as nobody else takes the writes.
    const isLate = this.refusals.some(
      ({ probe, refusal }) => probe.server === left && refusal instanceof LimitMet,
    );
    const found = first ?? (isLate ? left : undefined);
    this.found = found;
    // Commands that end by themselves are not kept from it.
    this.timer = setTimeout(() => void this.look(), everyMilliseconds).unref();
    if (left === undefined || left === found) return;
    this.onChange(
      left,
      this.refusals.some(({ probe }) => probe.server === left),
    );
  }

  private allRefusals(): string {
    const each = this.refusals.map(({ probe: { server }, refusal }) => {
      const said = refusal?.message || (refusal as { code?: unknown } | undefined)?.code;
      return `${server.host}:${server.port}: ${said}`;
    });
    return `None of the servers takes writes. ${each.join(' ')}`;
  }
}
