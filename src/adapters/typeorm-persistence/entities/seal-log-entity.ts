import { number, primary, text } from './columns.ts';
import { tableEntity } from './table-entity.ts';

/** One row, which whoever seals entries locks: how checkpoints name the audit log of this installation. */
export const sealLogEntity = tableEntity('seal_log', { one: primary(number()), origin: text(100) });
