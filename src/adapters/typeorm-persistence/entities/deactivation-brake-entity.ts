import { id, longText, number, optional, primary, smallNumber } from './columns.ts';
import { tableEntity } from './table-entity.ts';

/** One row for an account, once there is anything to keep. */
export const deactivationBrakeEntity = tableEntity('deactivation_brakes', {
  account_id: primary(id()),
  version: number(),
  percent: smallNumber(),
  minutes: smallNumber(),
  agents_min: number(),
  stops: smallNumber(),
  // What was counted, and what waits for a decision, as JSON.
  progress: longText(),
  wave: optional(longText()),
});
