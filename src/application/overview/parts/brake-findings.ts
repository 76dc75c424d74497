import type { DeactivationBrake } from '../../../domain/agent/deactivation-brake.ts';
import type { Finding } from './finding.ts';

/** That the directory deactivated many at once, and somebody has to say whether it meant to. */
export function brakeFindings({ state: { wave } }: DeactivationBrake): readonly Finding[] {
  if (wave === undefined) return [];
  const { toldAt: at, agents: count, isStopped } = wave;
  return isStopped
    ? [{ condition: 'failing', reason: 'deactivationsStopped', at, count }]
    : [{ condition: 'attention', reason: 'manyDeactivated', at, count }];
}
