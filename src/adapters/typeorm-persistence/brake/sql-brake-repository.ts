import type { BrakeRepository } from '../../../application/ports/brake-repository.ts';
import type { BrakeChange, DeactivationBrake } from '../../../domain/agent/deactivation-brake.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { brakeToChange, readBrake, writeBrake } from './brake-rows.ts';
import type { BrakeTogether } from './brake-together.ts';

export class SqlBrakeRepository implements BrakeRepository {
  /** @param together - absent where the work has its transaction for itself. */
  constructor(
    private readonly scope: AccountScope,
    private readonly together?: BrakeTogether,
  ) {}

  find(): Promise<DeactivationBrake> {
    return readBrake(this.scope);
  }

  async change(
    change: (brake: DeactivationBrake) => BrakeChange,
    deactivatedAt?: Instant,
  ): Promise<BrakeChange> {
    if (this.together !== undefined) return this.together.change(this.scope, change, deactivatedAt);
    const at = deactivatedAt ?? this.scope.clock.now();
    const brake = await brakeToChange(this.scope, deactivatedAt === undefined ? 0 : 1, at);
    const made = change(brake);
    if (made.state !== brake) await writeBrake(this.scope, brake.state.version, made.state);
    this.scope.collect(made.events);
    return made;
  }
}
