import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { describedMetrics } from '../../reference/metrics-reference.ts';
import { sqlite } from '../../support/databases.ts';
import { Scraped } from '../../support/scraped.ts';
import { serverOn } from '../../support/start-server.ts';

interface Rule {
  readonly alert: string;
  readonly expr: string;
}

const rulesFile = 'config/prometheus/alerts.yaml';
const rules: readonly Rule[] = parse(readFileSync(rulesFile, 'utf8')).groups.flatMap(
  ({ rules: some }: { rules: readonly Rule[] }) => some,
);
const dashboard = JSON.parse(readFileSync('config/grafana/rollcall.json', 'utf8'));
const panels: readonly { readonly title: string; readonly targets?: readonly { readonly expr: string }[] }[] =
  dashboard.panels;

const expressions: readonly (readonly [where: string, expression: string])[] = [
  ...rules.map(({ alert, expr }) => [alert, expr] as const),
  ...panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => [title, expr] as const)),
  ...dashboard.templating.list
    .filter(({ type }: { type: string }) => type === 'query')
    .map((variable: { name: string; query: { query: string } }) => [variable.name, variable.query.query]),
];

/** What an expression says of metrics: their names, each with the labels that it asks of them. */
const metricsIn = (expression: string) =>
  [...expression.matchAll(/\b((?:rollcall|nodejs|process|up)[a-z_0-9]*)\b(?:\{([^}]*)\})?/g)].map(
    ([, name = '', matchers = '']) => ({
      name,
      labels: [...matchers.matchAll(/(\w+)\s*=~?/g)].map(([, label = '']) => label),
    }),
  );

/** Labels that Prometheus gives whatever it scrapes. */
const labelsOfScrapes = new Set(['job', 'instance', 'le']);

describe('what alerts and dashboard ask of Prometheus', () => {
  const server = serverOn(sqlite, { metricsListen: '127.0.0.1:0' });

  test('is told by a service that runs', async () => {
    const { text } = await Scraped.from(server().metricsPort);
    const told = new Set(
      [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].flatMap(([, name = '', type = '']) =>
        type === 'histogram' ? ['_bucket', '_sum', '_count'].map((part) => name + part) : [name],
      ),
    );
    const asked = expressions.flatMap(([where, expression]) =>
      metricsIn(expression)
        .filter(({ name }) => name !== 'up' && !name.endsWith('rollcall'))
        .map(({ name }) => [where, name] as const),
    );
    expect(asked.length).toBeGreaterThan(50);
    expect(asked.filter(([, name]) => !told.has(name))).toEqual([]);
  });

  test('has the labels by which it is asked', () => {
    const labelsOf = new Map(describedMetrics().map(({ name, labelNames }) => [name, labelNames]));
    const unknown = expressions.flatMap(([where, expression]) =>
      metricsIn(expression).flatMap(({ name, labels }) => {
        const known = labelsOf.get(name.replace(/_(bucket|sum|count)$/, '')) ?? [];
        return labels
          .filter((label) => !labelsOfScrapes.has(label) && !known.includes(label))
          .map((label) => [where, name, label]);
      }),
    );
    expect(unknown).toEqual([]);
    const all = new Set([...labelsOfScrapes, ...[...labelsOf.values()].flat()]);
    const grouped = expressions.flatMap(([where, expression]) =>
      [...expression.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, list = '']) =>
        list.split(/,\s*/).map((label) => [where, label] as const),
      ),
    );
    expect(grouped.filter(([, label]) => !all.has(label))).toEqual([]);
  });
});

test('each alert has its section in the operator’s guide, with what it means and what to do', () => {
  const guide = readFileSync('docs/guides/operator.md', 'utf8');
  const sections = new Map(
    guide.split(/^#### /m).map((section) => [section.split('\n', 1)[0], section] as const),
  );
  expect(rules.length).toBeGreaterThan(10);
  for (const { alert } of rules) {
    expect(sections.get(alert), alert).toMatch(/\*\*What it means\.\*\* /);
    expect(sections.get(alert), alert).toMatch(/\*\*What to do\.\*\* /);
  }
});

test('each alert fires in a test, and is quiet in one', () => {
  const { tests } = parse(readFileSync('tests/adapters/prometheus/alerts-fire.yaml', 'utf8'));
  const cases: readonly { readonly alertname: string; readonly exp_alerts: readonly unknown[] }[] =
    tests.flatMap(({ alert_rule_test }: { alert_rule_test: readonly unknown[] }) => alert_rule_test);
  const named = (fires: boolean) =>
    new Set(
      cases.filter(({ exp_alerts }) => exp_alerts.length > 0 === fires).map(({ alertname }) => alertname),
    );
  expect(rules.map(({ alert }) => alert).filter((alert) => !named(true).has(alert))).toEqual([]);
  expect(rules.map(({ alert }) => alert).filter((alert) => !named(false).has(alert))).toEqual([]);
});

const promtool = spawnSync('promtool', ['--version']).status === 0;

test.skipIf(!promtool)('promtool finds nothing wrong with the rules', () => {
  const { status, stdout, stderr } = spawnSync('promtool', ['check', 'rules', rulesFile], {
    encoding: 'utf8',
  });
  expect(stdout + stderr).toContain(`SUCCESS: ${rules.length} rules found`);
  expect(status).toBe(0);
});

test.skipIf(!promtool)('alerts fire for what they are about, and not for what is usual', () => {
  const { status, stdout, stderr } = spawnSync('promtool', ['test', 'rules', 'alerts-fire.yaml'], {
    encoding: 'utf8',
    cwd: 'tests/adapters/prometheus',
  });
  expect(stdout + stderr).toContain('SUCCESS');
  expect(status).toBe(0);
});
