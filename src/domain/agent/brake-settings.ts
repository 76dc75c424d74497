import { DomainError } from '../shared/domain-error.ts';

/** When the directory takes access away from suspiciously many at once, and what becomes of it then. */
export interface BrakeSettings {
  /** More than this share of the agents, in percent, is too much. With 100 nothing ever is. */
  readonly percent: number;
  /** Within so many minutes. */
  readonly minutes: number;
  /** Fewer agents than this are never too many: somebody leaves the smallest account as well. */
  readonly agentsMin: number;
  /** Whether further deactivations are refused then; they are only told of where it is off. */
  readonly stops: boolean;
}

type Numbers = Omit<BrakeSettings, 'stops'>;

/** From and to; both are allowed. */
export const brakeBounds: Readonly<Record<keyof Numbers, readonly [min: number, max: number]>> = {
  percent: [1, 100],
  minutes: [1, 1440],
  agentsMin: [1, 100_000],
};

const defaults: BrakeSettings = { percent: 10, minutes: 15, agentsMin: 10, stops: false };

/**
 * Settings with those that are given in place of the others.
 *
 * @throws DomainError `attributeInvalid`.
 */
export function brakeSettings(given: Partial<BrakeSettings> = {}, others = defaults): BrakeSettings {
  const { percent, minutes, agentsMin, stops } = others;
  const settings = {
    percent: given.percent ?? percent,
    minutes: given.minutes ?? minutes,
    agentsMin: given.agentsMin ?? agentsMin,
    stops: given.stops ?? stops,
  };
  for (const [attribute, [min, max]] of Object.entries(brakeBounds)) {
    const value = settings[attribute as keyof Numbers];
    if (Number.isInteger(value) && value >= min && value <= max) continue;
    const message = `"${attribute}" of the brake is a whole number from ${min} to ${max}, and not ${value}.`;
    throw new DomainError('attributeInvalid', message, { attribute });
  }
  return settings;
}
