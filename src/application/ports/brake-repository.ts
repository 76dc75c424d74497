import type { BrakeChange, DeactivationBrake } from '../../domain/agent/deactivation-brake.ts';
import type { Instant } from '../../domain/shared/instant.ts';

/** The brake of the scope's account. */
export interface BrakeReader {
  find(): Promise<DeactivationBrake>;
}

export interface BrakeRepository extends BrakeReader {
  /**
   * Changes the brake as it is, and keeps all others from changing it until the transaction ends. Works that share a transaction
   * change it one after the other.
   *
   * @param change - is pure; what it throws is thrown, and nothing changes.
   * @param deactivatedAt - where one more agent is to lose its access: then the brake knows how many have it, if it has to.
   */
  change(change: (brake: DeactivationBrake) => BrakeChange, deactivatedAt?: Instant): Promise<BrakeChange>;
}
