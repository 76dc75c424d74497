import { readFileSync, writeFileSync } from 'node:fs';
import packageJson from '../../package.json' with { type: 'json' };
import type { Result } from './contest.ts';

/** Ratios to the bare server of the same run, since machines differ; by `cellOf`. */
export interface LastRelease {
  readonly version: string;
  /** In how many rounds of how many requests, and what runs. */
  readonly measured: string;
  readonly cells: Readonly<Record<string, { readonly cpuToBare: number; readonly p50ToBare: number }>>;
}

/** Two runs of the same code on a shared machine differ by as much. */
export const noiseRatio = 1.1;

const file = new URL('last-release.json', import.meta.url);

export const readLastRelease = (): LastRelease => JSON.parse(readFileSync(file, 'utf8'));

/** Has later runs compared with these results. */
export function keepResults(results: readonly Result[], measured: string): void {
  const rounded = (ratio: number) => Number(ratio.toFixed(2));
  const cells = results.map((result) => [
    cellOf(result),
    { cpuToBare: rounded(cpuToBare(result)), p50ToBare: rounded(p50ToBare(result)) },
  ]);
  const kept: LastRelease = { version: packageJson.version, measured, cells: Object.fromEntries(cells) };
  writeFileSync(file, `${JSON.stringify(kept, null, 2)}\n`);
}

export const cellOf = ({ database, agents, connections, verb }: Result): string =>
  `${database}, ${agents} agents, ${connections} connections, ${verb}`;

export const cpuToBare = ({ rollcall, bare }: Result): number =>
  rollcall.cpuMilliseconds / bare.cpuMilliseconds;

export const p50ToBare = ({ rollcall, bare }: Result): number =>
  rollcall.p50Milliseconds / bare.p50Milliseconds;

/** A sentence for each verb that costs more CPU than it did. */
export const worsened = (results: readonly Result[], { version, cells }: LastRelease): readonly string[] =>
  results.flatMap((result) => {
    const cell = cellOf(result);
    const before = cells[cell]?.cpuToBare;
    const ratio = cpuToBare(result);
    if (before === undefined || ratio <= before * noiseRatio) return [];
    const percent = ((ratio / before - 1) * 100).toFixed(0);
    return [
      `WARNING: ${cell} takes ${ratio.toFixed(2)} × the bare server's CPU, ${percent} % more than ${version} (${before.toFixed(2)}).`,
    ];
  });
