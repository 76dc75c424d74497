import { Registry } from '@prometheus-io/client';
import { measureInstallation } from '../../src/adapters/prometheus/installation-metrics.ts';
import { measureLoad } from '../../src/adapters/prometheus/load-metrics.ts';
import { RequestMetrics } from '../../src/adapters/prometheus/request-metrics.ts';
import { StorageMetrics } from '../../src/adapters/prometheus/storage-metrics.ts';
import { UseCaseMetrics } from '../../src/adapters/prometheus/use-case-metrics.ts';

export interface DescribedMetric {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly labelNames: readonly string[];
}

/** Everything that Prometheus is told, in the order in which it is told. */
export function describedMetrics(): readonly DescribedMetric[] {
  const registry = new Registry();
  new RequestMetrics(registry);
  new UseCaseMetrics(registry);
  new StorageMetrics(registry);
  measureLoad(registry, {
    storage: () => ({ pools: {}, policies: { known: 0, read: 0 } }),
    requestLog: () => ({ waiting: 0, lost: 0 }),
  });
  measureInstallation(registry, { current: async () => undefined });
  return registry.getMetricsAsArray() as unknown as readonly DescribedMetric[];
}

/** `docs/reference/metrics.md`. */
export function metricsReference(): string {
  const rows = describedMetrics()
    .filter(({ name }) => name.startsWith('rollcall_'))
    .map(({ name, type, help, labelNames }) => {
      const labels = labelNames.map((label) => `\`${label}\``).join(', ');
      return `| \`${name}\` | ${type} | ${labels} | ${help} |`;
    });
  return `<!-- Written by \`npm run reference\` from src/adapters/prometheus. -->
# Metrics

What \`/metrics\` tells where \`ROLLCALL_METRICS_LISTEN\` says at which address. Beside these stand those of Node.js and of the process under their usual
names (\`nodejs_eventloop_lag_p99_seconds\`, \`process_resident_memory_bytes\`, …). Labels have values from closed lists: no metric names a person, an account,
a token or an address ([decision 82](../decisions/0082-what-is-measured-names-nobody.md)). The [operator's guide](../guides/operator.md#metrics) has what
to do with them.

| Metric | Type | Labels | Meaning |
|---|---|---|---|
${rows.join('\n')}
`;
}
