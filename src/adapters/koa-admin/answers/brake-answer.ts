import { IsBoolean, IsInt } from 'class-validator';
import { IsIdentifier } from '../../../application/input/is-identifier.ts';
import { IsInstant } from '../../../application/input/is-instant.ts';
import { Nested } from '../../../application/input/nested.ts';
import { Optional } from '../../../application/input/optional.ts';
import type { DeactivationBrake } from '../../../domain/agent/deactivation-brake.ts';

/** Many agents whose access the directory took away within minutes. */
export class WaveAnswer {
  /** Since the first deactivation that counts. */
  @IsInstant()
  readonly since!: string;

  /** When the audit log told of it. */
  @IsInstant()
  readonly toldAt!: string;

  /** When the directory last took access away in it. */
  @IsInstant()
  readonly lastAt!: string;

  /** How many agents have lost their access in it, those that were removed included. */
  @IsInt()
  readonly agents!: number;

  /** Of how many who had access before it. */
  @IsInt()
  readonly of!: number;

  /** Whether the directory is refused further deactivations until somebody here decides. */
  @IsBoolean()
  readonly isStopped!: boolean;

  /** The job that brings its agents back, or was to. */
  @Optional()
  @IsIdentifier()
  readonly job?: string;

  /** How many have had their turn in being brought back, by this job and those before it; without those who were refused. */
  @Optional()
  @IsInt()
  readonly broughtBack?: number;

  /** To how many it was not done; the audit log tells why. */
  @Optional()
  @IsInt()
  readonly refused?: number;
}

export class BrakeAnswer {
  /** More than this share of the agents is too much, in percent. */
  @IsInt()
  readonly percent!: number;

  /** Within so many minutes. */
  @IsInt()
  readonly minutes!: number;

  /** Fewer agents than this are never too many. */
  @IsInt()
  readonly agentsMin!: number;

  /** Whether further deactivations are refused then; they are only told of where it is `false`. */
  @IsBoolean()
  readonly stops!: boolean;

  /** Until when nothing is stopped, since somebody here had the directory go on. */
  @Optional()
  @IsInstant()
  readonly goesOnUntil?: string;

  /** What waits for a decision; absent where nothing does. */
  @Optional()
  @Nested(() => WaveAnswer)
  readonly wave?: WaveAnswer;

  /** Another one when it is set otherwise, whatever is deactivated; the entity tag holds it. */
  @IsInt()
  readonly version!: number;
}

export const showBrake = ({ state, settingsVersion }: DeactivationBrake): BrakeAnswer => {
  const { settings, goesOnUntil, wave } = state;
  return { ...settings, goesOnUntil, wave, version: settingsVersion };
};
