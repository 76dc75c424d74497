import { ConcurrentChange } from '../../../application/ports/storage-errors.ts';
import type { BrakeState, Wave } from '../../../domain/agent/brake-state.ts';
import { DeactivationBrake } from '../../../domain/agent/deactivation-brake.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import { assigned, columnsOf, type RowOf, valuesIn } from '../entities/column-lists.ts';
import { deactivationBrakeEntity } from '../entities/deactivation-brake-entity.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { AccountStatement } from '../scope/account-statement.ts';
import { placeholdersOf } from '../statements/batches.ts';

type BrakeRow = RowOf<typeof deactivationBrakeEntity>;

const columns = columnsOf(deactivationBrakeEntity);
const written = columns.filter((column) => column !== 'account_id');
const brakeOfAccount = `SELECT ${columns.join(', ')} FROM deactivation_brakes WHERE account_id = :account`;
const agentsWithAccess = AccountStatement.of(
  'SELECT COUNT(*) AS agents FROM agents WHERE account_id = :account AND active = 1',
);

// Query builders write numbers into the text, of which each would be a statement of its own.
const insertBrake = AccountStatement.of(
  `INSERT INTO deactivation_brakes (account_id, ${written.join(', ')}) VALUES (:account, ${placeholdersOf(written)})`,
);
const updateBrake = AccountStatement.of(
  `UPDATE deactivation_brakes SET ${assigned(written)} WHERE account_id = :account AND version = ?`,
);

/** @param lock - ends the statement where the row is to be changed. */
export async function readBrake(scope: AccountScope, lock = ''): Promise<DeactivationBrake> {
  const [row] = await scope.rows<BrakeRow>(AccountStatement.of(brakeOfAccount + lock), []);
  return row === undefined ? DeactivationBrake.untouched : brakeOf(row);
}

/**
 * The brake, which nobody else changes until the transaction ends.
 *
 * @param deactivations - so many agents may be about to lose their access.
 */
export async function brakeToChange(
  scope: AccountScope,
  deactivations: number,
  at: Instant,
): Promise<DeactivationBrake> {
  const brake = await readBrake(scope, scope.dialect.forUpdate);
  if (deactivations === 0 || !brake.wantsCount(deactivations, at)) return brake;
  const [row] = await scope.rows<{ agents: number | string }>(agentsWithAccess, []);
  return brake.counting(Number(row?.agents), at);
}

/** @throws ConcurrentChange where somebody else changed the first brake of the account at the same time. */
export async function writeBrake(
  scope: AccountScope,
  versionBefore: number,
  { state }: DeactivationBrake,
): Promise<void> {
  const values = valuesIn(written, rowOf(state));
  if (versionBefore > 0) {
    if ((await scope.run(updateBrake, [...values, versionBefore])) === 0) throw changedMeanwhile();
    return;
  }
  try {
    await scope.run(insertBrake, values);
  } catch (error) {
    throw scope.dialect.failureOf(error) === 'duplicate' ? changedMeanwhile() : error;
  }
}

const changedMeanwhile = () => new ConcurrentChange('The brake of the account was changed in between.');

function brakeOf({ version, percent, minutes, agents_min: agentsMin, stops, progress, wave }: BrakeRow) {
  return DeactivationBrake.restore({
    ...{ version, settings: { percent, minutes, agentsMin, stops: stops === 1 } },
    ...(JSON.parse(progress) as Omit<BrakeState, 'version' | 'settings' | 'wave'>),
    wave: wave === null ? undefined : (JSON.parse(wave) as Wave),
  });
}

const rowOf = ({ version, settings, wave, ...progress }: BrakeState): Omit<BrakeRow, 'account_id'> => ({
  ...{ version, percent: settings.percent, minutes: settings.minutes, agents_min: settings.agentsMin },
  ...{ stops: Number(settings.stops), progress: JSON.stringify(progress) },
  wave: wave === undefined ? null : JSON.stringify(wave),
});
