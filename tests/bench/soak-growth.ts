import { median } from './measurement.ts';

/** What the service and its server held in a minute. */
export interface SoakMinute {
  readonly minute: number;
  readonly requests: number;
  readonly 'resident MB': number;
  readonly 'heap used MB': number;
  readonly 'heap MB': number;
  readonly 'external MB': number;
  readonly 'array buffers MB': number;
  readonly handles: number;
  readonly descriptors: number;
  /** Absent on SQLite, whose statements are in the process. */
  readonly connections?: number;
  readonly 'prepared statements'?: number;
}

type Held = Exclude<keyof SoakMinute, 'minute' | 'requests'>;

const minutesMin = 8;
/** From the highest to the lowest of the last three quarters, once caches are full. */
const residentSpreadMax = 20;
/**
 * From the second quarter to the last one, by which caches and connections are filled. Statements differ in size, and a connection
 * keeps as many as fit into its room.
 */
const growthMax: Readonly<Record<Exclude<Held, 'heap MB'>, (before: number) => number>> = {
  'resident MB': () => 15,
  'heap used MB': () => 10,
  'external MB': () => 5,
  'array buffers MB': () => 5,
  handles: () => 5,
  descriptors: () => 5,
  connections: () => 2,
  'prepared statements': (before) => before / 5,
};

/** What grew though the load stayed as it was. */
export function growths(minutes: readonly SoakMinute[]): readonly string[] {
  if (minutes.length < minutesMin) return [`${minutesMin} minutes at least tell whether anything grows`];
  const quarter = Math.floor(minutes.length / 4);
  const settled = minutes.slice(quarter).map((minute) => minute['resident MB']);
  const spread = Math.max(...settled) - Math.min(...settled);
  const wrong =
    spread <= residentSpreadMax ? [] : [`resident memory spread over ${spread.toFixed(1)} MB once settled`];
  for (const [held, allowed] of Object.entries(growthMax)) {
    const of = (some: readonly SoakMinute[]) =>
      median(some.map((minute) => minute[held as Held]).filter((value) => value !== undefined));
    const [before, after] = [of(minutes.slice(quarter, 2 * quarter)), of(minutes.slice(-quarter))];
    if (Number.isNaN(after)) continue;
    process.stdout.write(`${held}: ${before} in the second quarter, ${after} in the last\n`);
    if (after - before > allowed(before)) wrong.push(`${held} grew from ${before} to ${after}`);
  }
  return wrong;
}
