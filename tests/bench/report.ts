import type { Measurement } from './measurement.ts';
import type { QueryReport, QueryResult } from './queries.ts';
import type { RuleCost } from './rules.ts';

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
  /** What two hundred rules cost. */
  readonly rules?: readonly RuleCost[];
  readonly sizes?: QueryReport;
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
  const growth = Object.entries(report.growth).map(([verb, ratio]) => `${verb} ${number(ratio, 2)}`);
  return [
    report.measured,
    `Durability: ${Object.entries(report.durability)
      .map(([name, value]) => `${name}=${value}`)
      .join(', ')}`,
    '',
    ...aligned([header, ...rows]),
    '',
    `Time an operation takes, at the most agents to the fewest: ${growth.join(', ')}`,
    `Peak memory of the service: ${number(report.peakMemoryMegabytes)} MB`,
    '',
    ...(report.rules === undefined ? [] : rulesOf(report.rules)),
    ...(report.sizes === undefined ? [] : sizesOf(report.sizes)),
  ].join('\n');
}

function rulesOf(costs: readonly RuleCost[]): string[] {
  const rows = costs.map(({ verb, withoutRules, withRules, ratio }) => [
    verb,
    ...[number(withoutRules), number(withRules), number(ratio, 2)],
  ]);
  return [
    'Requests a second in an account without rules and in one with 200, and the time of one to the other:',
    ...aligned([['request', 'no rule', '200 rules', 'time'], ...rows]),
    '',
  ];
}

function sizesOf({ queries, ruled, members, bulk }: QueryReport): string[] {
  return [
    'Median milliseconds of one request after the other, by the number of agents, for as many matches:',
    ...aligned([['query', ...sizesIn(queries[0]), 'growth'], ...queries.map(cellsOf)]),
    '',
    'The same of a group that a rule of two indexed conditions governs, from 10,000 agents on:',
    ...aligned([['question', ...sizesIn(ruled[0]), 'growth'], ...ruled.map(cellsOf)]),
    '',
    'The same by the number of members, and for each of a number of creates:',
    ...aligned([['change', ...sizesIn(members), 'growth'], cellsOf(members)]),
    ...aligned([['change', ...sizesIn(bulk), 'ratio'], cellsOf(bulk)]),
    '',
  ];
}

const sizesIn = (result: QueryResult | undefined): string[] => Object.keys(result?.milliseconds ?? {});

const cellsOf = ({ name, milliseconds, growth }: QueryResult): string[] => [
  name,
  ...Object.values(milliseconds).map((time) => number(time, 2)),
  number(growth, 2),
];

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) => row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  '));
}
