import type { WaveCount } from '../../../application/ports/account-directory.ts';
import type { Wave } from '../../../domain/agent/brake-state.ts';
import type { SqlConnection } from '../connections/sql-connection.ts';
import { deactivationBrakeEntity } from '../entities/deactivation-brake-entity.ts';

/** The waves of all open accounts. */
export async function countWaves({ manager }: SqlConnection): Promise<WaveCount> {
  const rows = await manager
    .createQueryBuilder(deactivationBrakeEntity, 'brake')
    .innerJoin('accounts', 'account', 'account.id = brake.account_id')
    .where('brake.wave IS NOT NULL AND account.closed_at IS NULL')
    .getMany();
  const stopped = rows.filter(({ wave }) => (JSON.parse(wave ?? '{}') as Partial<Wave>).isStopped);
  return { told: rows.length, stopped: stopped.length };
}
