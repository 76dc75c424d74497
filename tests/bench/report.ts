import type { Measurement } from './measurement.ts';

export interface VerbResult {
  readonly agents: number;
  readonly verb: string;
  readonly rollcall: Measurement;
  readonly ceiling: Measurement;
  readonly database?: Measurement;
  /** Median of the rounds' own ratios: operations a second of Rollcall to those of the ceiling. */
  readonly ofCeiling: number;
}

export interface Report {
  readonly measured: string;
  readonly durability: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly results: readonly VerbResult[];
  /** Milliseconds an operation at the most agents to those at the fewest, by verb; 1 is no growth. */
  readonly growth: Readonly<Record<string, number>>;
  readonly peakMemoryMegabytes: number;
}

const number = (value: number, digits = 0): string => value.toFixed(digits);

export function tableOf(report: Report): string {
  const header = [
    'agents',
    'verb',
    'op/s',
    'p50 ms',
    'p99 ms',
    'ceiling op/s',
    'of ceiling',
    'database op/s',
    'of database',
  ];
  const rows = report.results.map(({ agents, verb, rollcall, ceiling, database, ofCeiling }) => [
    String(agents),
    verb,
    number(rollcall.operationsPerSecond),
    number(rollcall.p50Milliseconds, 1),
    number(rollcall.p99Milliseconds, 1),
    number(ceiling.operationsPerSecond),
    `${number(ofCeiling * 100)} %`,
    database ? number(database.operationsPerSecond) : '',
    database ? `${number((rollcall.operationsPerSecond / database.operationsPerSecond) * 100)} %` : '',
  ]);
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  ');
  const growth = Object.entries(report.growth).map(([verb, ratio]) => `${verb} ${number(ratio, 2)}`);
  return [
    report.measured,
    `Durability: ${Object.entries(report.durability)
      .map(([name, value]) => `${name}=${value}`)
      .join(', ')}`,
    '',
    line(header),
    ...rows.map(line),
    '',
    `Time an operation takes, at the most agents to the fewest: ${growth.join(', ')}`,
    `Peak memory of the service: ${number(report.peakMemoryMegabytes)} MB`,
    '',
  ].join('\n');
}
