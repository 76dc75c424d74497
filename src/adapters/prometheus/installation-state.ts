import type {
  AccountDirectory,
  CredentialEnds,
  WaveCount,
} from '../../application/ports/account-directory.ts';
import type { AuditSeal, SealState } from '../../application/ports/audit-seal.ts';
import type { AuditSinkState, AuditSinks } from '../../application/ports/audit-sinks.ts';
import type { Clock } from '../../application/ports/clock.ts';
import type { JournalOrder, UnnumberedEntries } from '../../application/ports/journal-order.ts';
import { type Instant, instantPlus } from '../../domain/shared/instant.ts';

/** Whom the state of an installation is asked of. */
export interface InstallationPorts {
  readonly journalOrder: JournalOrder;
  readonly auditSeal: AuditSeal;
  readonly auditSinks: AuditSinks;
  readonly accounts: Pick<AccountDirectory, 'countWaves' | 'listCredentialEnds'>;
  readonly clock: Clock;
}

/** What all processes of an installation share: each tells the same of it. */
export interface InstallationState {
  readonly unnumbered: UnnumberedEntries;
  readonly seal: SealState;
  readonly sinks: readonly AuditSinkState[];
  readonly ends: CredentialEnds;
  readonly waves: WaveCount;
  /** When it was read. */
  readonly at: Instant;
}

/** However often somebody scrapes, the database is asked no more often than this. */
const freshMilliseconds = 5_000;
/** The ends of credentials are days away, and are as many as there are accounts. */
const endsFreshMilliseconds = 60_000;
/** A scrape waits no longer for a database that does not answer. */
const patienceMilliseconds = 3_000;
const dayMilliseconds = 86_400_000;
/** The ends of the last days are told as well: nobody may have noticed. */
const endedDays = 7;
const aheadDays = 30;

/** Asks the database how far the audit log is and what is about to end, a few times a minute at most. */
export class InstallationReader {
  private readonly state = new Shared(freshMilliseconds, () => this.read());
  private readonly ends = new Shared(endsFreshMilliseconds, () => this.readEnds());

  constructor(private readonly ports: InstallationPorts) {}

  /** As it was a few seconds ago; `undefined` where the database does not say so in time. */
  async current(): Promise<InstallationState | undefined> {
    const { promise: late, resolve } = Promise.withResolvers<undefined>();
    const timer = setTimeout(resolve, patienceMilliseconds);
    // The database adapter tells operators why.
    const state = this.state.value().catch(() => undefined);
    return Promise.race([state, late]).finally(() => clearTimeout(timer));
  }

  private async read(): Promise<InstallationState> {
    const { journalOrder, auditSeal, auditSinks, accounts, clock } = this.ports;
    const [unnumbered, seal, sinks, ends, waves] = await Promise.all([
      journalOrder.unnumbered(),
      auditSeal.state(),
      auditSinks.states(),
      this.ends.value(),
      accounts.countWaves(),
    ]);
    return { unnumbered, seal, sinks, ends, waves, at: clock.now() };
  }

  private readEnds(): Promise<CredentialEnds> {
    const { accounts, clock } = this.ports;
    const now = clock.now();
    return accounts.listCredentialEnds(
      instantPlus(now, -endedDays * dayMilliseconds),
      instantPlus(now, aheadDays * dayMilliseconds),
    );
  }
}

/** A value that is read once for all who ask meanwhile, and again when it is old or could not be read. */
class Shared<Value> {
  private underWay: Promise<Value> | undefined;
  private readAt = -Infinity;

  constructor(
    private readonly freshMilliseconds: number,
    private readonly read: () => Promise<Value>,
  ) {}

  value(): Promise<Value> {
    if (this.underWay === undefined || performance.now() > this.readAt + this.freshMilliseconds) {
      // While it is under way nobody begins another.
      this.readAt = Infinity;
      this.underWay = this.read().finally(() => {
        this.readAt = performance.now();
      });
      this.underWay.catch(() => {
        this.readAt = -Infinity;
      });
    }
    return this.underWay;
  }
}
