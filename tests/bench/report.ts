import { type Cost, contenders, type Result, verbs } from './contest.ts';
import { goalOf } from './goals.ts';
import type { ImportResult } from './imports.ts';
import { cellOf, cpuToBare, type LastRelease, worsened } from './last-release.ts';
import type { QueryResult } from './measurement.ts';
import type { QueryReport } from './queries.ts';
import type { RuleCost } from './rules.ts';
import type { SwitchCost } from './switches.ts';

/** Searches of administrators. */
export interface SearchReport {
  readonly database: string;
  /** `GET /agents`, by the number of agents. */
  readonly agents: readonly QueryResult[];
  /** In process, by the number of entries of the audit log. */
  readonly entries: readonly QueryResult[];
}

export interface Report {
  readonly measured: string;
  /** By database. */
  readonly durability: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly results: readonly Result[];
  readonly peakMemoryMegabytes: number;
  readonly imports: readonly ImportResult[];
  /** What the request log costs, and what metrics and traces do. */
  readonly switches: readonly SwitchCost[];
  readonly searches: readonly SearchReport[];
  /** What two hundred rules cost. */
  readonly rules?: readonly RuleCost[];
  readonly sizes?: QueryReport;
  /** Questions to the request log. */
  readonly loggedRequests?: readonly QueryResult[];
}

const number = (value: number, digits = 0): string => value.toFixed(digits);

export const tableOf = (report: Report, lastRelease: LastRelease): string =>
  [
    report.measured,
    ...Object.entries(report.durability).map(
      ([database, settings]) =>
        `${database}: ${Object.entries(settings)
          .map(([name, value]) => `${name}=${value}`)
          .join(', ')}`,
    ),
    '',
    ...contestsOf(report.results, lastRelease),
    ...growthOf(report.results),
    ...(report.results.length === 0
      ? []
      : [`Peak memory of the service: ${number(report.peakMemoryMegabytes)} MB`, '']),
    ...(report.imports.length === 0 ? [] : importsOf(report.imports)),
    ...(report.switches.length === 0 ? [] : switchesOf(report.switches)),
    ...(report.rules === undefined ? [] : rulesOf(report.rules)),
    ...(report.sizes === undefined ? [] : sizesOf(report.sizes)),
    ...(report.loggedRequests === undefined ? [] : loggedRequestsOf(report.loggedRequests)),
    ...report.searches.flatMap(searchesOf),
    ...worsened(report.results, lastRelease),
  ].join('\n');

function contestsOf(results: readonly Result[], lastRelease: LastRelease): string[] {
  const header = [
    ...['agents', 'connections', 'verb', 'op/s', 'to bare', 'wanted', 'p50 ms', 'p99 ms', 'CPU ms'],
    ...['CPU to bare', lastRelease.version, 'round trips'],
  ];
  return [...new Set(results.map(({ database }) => database))].flatMap((database) => [
    `${database}, Rollcall / bare / gathered:`,
    ...aligned([
      header,
      ...results
        .filter((result) => result.database === database)
        .map((result) => cellsOfResult(result, lastRelease)),
    ]),
    '',
  ]);
}

function cellsOfResult(result: Result, lastRelease: LastRelease): string[] {
  const each = (figure: (cost: Cost) => number | undefined, digits: number) =>
    contenders.map((contender) => figure(result[contender])?.toFixed(digits) ?? '').join(' / ');
  const goal = goalOf(result, lastRelease);
  const before = lastRelease.cells[cellOf(result)]?.cpuToBare;
  return [
    ...[String(result.agents), String(result.connections), result.verb],
    each((cost) => cost.operationsPerSecond, 0),
    number(result.speedToBare, 2),
    goal === undefined ? '' : `${goal.wanted} ${goal.isReached ? 'reached' : 'MISSED'}`,
    each((cost) => cost.p50Milliseconds, 1),
    each((cost) => cost.p99Milliseconds, 1),
    each((cost) => cost.cpuMilliseconds, 2),
    number(cpuToBare(result), 2),
    before === undefined ? '' : number(before, 2),
    result.rollcall.roundTrips === undefined ? '' : each((cost) => cost.roundTrips, 2),
  ];
}

/** How much longer an operation takes at the most agents than at the fewest, where the most ask at once. */
function growthOf(results: readonly Result[]): string[] {
  const agents = results.map((result) => result.agents);
  const [fewest, most] = [Math.min(...agents), Math.max(...agents)];
  if (results.length === 0 || fewest === most) return [];
  const connections = Math.max(...results.map((result) => result.connections));
  return [...new Set(results.map(({ database }) => database))].map((database) => {
    const speed = (verb: string, size: number) =>
      results.find(
        (each) =>
          each.database === database &&
          each.connections === connections &&
          each.verb === verb &&
          each.agents === size,
      )?.rollcall.operationsPerSecond ?? Number.NaN;
    const ratios = Object.keys(verbs).map(
      (verb) => `${verb} ${number(speed(verb, fewest) / speed(verb, most), 2)}`,
    );
    return `${database}, time an operation takes at the most agents to the fewest, ${connections} connections: ${ratios.join(', ')}`;
  });
}

function importsOf(imports: readonly ImportResult[]): string[] {
  const rows = imports.map(({ database, way, agents, seconds, cpuSeconds, peakMemoryMegabytes }) => [
    ...[database, way, String(agents), number(seconds, 1), number(cpuSeconds, 1)],
    number(peakMemoryMegabytes),
  ]);
  return [
    'Many agents at once:',
    ...aligned([['database', 'way', 'agents', 'seconds', 'CPU seconds', 'peak MB'], ...rows]),
    '',
  ];
}

function switchesOf(costs: readonly SwitchCost[]): string[] {
  const rows = costs.map(({ database, name, verb, connections, off, on, ratios }) => [
    ...[database, name, verb, String(connections), number(off.operationsPerSecond)],
    number(on.operationsPerSecond),
    ratios.map((ratio) => number(ratio, 2)).join(' / '),
    ...[number(off.cpuMilliseconds, 3), number(on.cpuMilliseconds, 3)],
  ]);
  return [
    'Requests a second without something and with it, and those with it to those without (quartiles and median):',
    ...aligned([
      ['database', 'with', 'request', 'connections', 'without', 'with', 'ratio', 'CPU ms without', 'with'],
      ...rows,
    ]),
    '',
  ];
}

function rulesOf(costs: readonly RuleCost[]): string[] {
  const rows = costs.map(({ verb, withoutRules, ...ruled }) => [
    ...[verb, number(withoutRules)],
    ...[ruled.idle, ruled.holding].flatMap(({ operationsPerSecond, ratio }) => [
      number(operationsPerSecond),
      number(ratio, 2),
    ]),
  ]);
  return [
    'Requests a second in an account without rules, in one with 200 that hold for nobody, and in one with 200 of which 3 hold for everybody,',
    'and the time of one to that without:',
    ...aligned([['request', 'no rule', 'none holds', 'time', '3 hold', 'time'], ...rows]),
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

const loggedRequestsOf = (results: readonly QueryResult[]): string[] => [
  'Median milliseconds of a page of 50 of the request log, by the number of requests in it:',
  ...aligned([['question', ...sizesIn(results[0]), 'growth'], ...results.map(cellsOf)]),
  '',
];

const searchesOf = ({ database, agents, entries }: SearchReport): string[] => [
  ...(agents.length === 0
    ? []
    : [
        `${database}, median milliseconds of GET /agents, 50 a page, by the number of agents:`,
        ...aligned([['search', ...sizesIn(agents[0]), 'growth'], ...agents.map(cellsOf)]),
        '',
      ]),
  ...(entries.length === 0
    ? []
    : [
        `${database}, median milliseconds of a page of 50 of the audit log, by the number of entries in it:`,
        ...aligned([['search', ...sizesIn(entries[0]), 'growth'], ...entries.map(cellsOf)]),
        '',
      ]),
];

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
