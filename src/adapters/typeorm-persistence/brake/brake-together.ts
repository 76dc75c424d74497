import type { BrakeChange, DeactivationBrake } from '../../../domain/agent/deactivation-brake.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import { type AccountScope, NotTogether } from '../scope/account-scope.ts';
import { brakeToChange, writeBrake } from './brake-rows.ts';

/** The brake of an account for works that share one transaction: each sees what those before it did, and it is written once. */
export class BrakeTogether {
  private stored: Promise<DeactivationBrake> | undefined;
  private brake: DeactivationBrake | undefined;

  /** @param works - how many share the transaction. */
  constructor(
    private readonly common: AccountScope,
    private readonly works: number,
  ) {}

  /** A work that fails behind it has the transaction undone: what it counted would stay. */
  async change(
    scope: AccountScope,
    change: (brake: DeactivationBrake) => BrakeChange,
    deactivatedAt?: Instant,
  ): Promise<BrakeChange> {
    if (deactivatedAt === undefined) throw new NotTogether('Only deactivations share the brake.');
    this.stored ??= brakeToChange(this.common, this.works, deactivatedAt);
    const stored = await this.stored;
    // From here to the end nothing is waited for.
    const brake = this.brake ?? stored;
    const made = change(brake);
    if (made.state !== brake) scope.hasWritten = true;
    this.brake = made.state;
    scope.collect(made.events);
    return made;
  }

  /** To be called once all works are done. @throws ConcurrentChange */
  async write(): Promise<void> {
    const stored = await this.stored;
    if (stored === undefined || this.brake === undefined || this.brake === stored) return;
    await writeBrake(this.common, stored.state.version, this.brake);
  }
}
