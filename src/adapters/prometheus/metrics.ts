import { Registry } from '@prometheus-io/client';
import { measureInstallation } from './installation-metrics.ts';
import { type InstallationPorts, InstallationReader } from './installation-state.ts';
import { measureLoad, type ProcessLoad } from './load-metrics.ts';
import { type MetricsAddress, MetricsServer } from './metrics-server.ts';
import { RequestMetrics } from './request-metrics.ts';
import { StorageMetrics } from './storage-metrics.ts';
import { UseCaseMetrics } from './use-case-metrics.ts';

/** What Prometheus is told: figures under names, with labels from closed lists, and nothing of anybody (decision 82). */
export class Metrics {
  private readonly registry = new Registry();
  readonly requests = new RequestMetrics(this.registry);
  readonly useCases = new UseCaseMetrics(this.registry);
  readonly storage = new StorageMetrics(this.registry);
  private readonly server = new MetricsServer(this.registry);

  /** Resolves with the port at which it answers. @throws Error such as `EADDRINUSE`. */
  serve(address: MetricsAddress, load: ProcessLoad, installation: InstallationPorts): Promise<number> {
    measureLoad(this.registry, load);
    measureInstallation(this.registry, new InstallationReader(installation));
    return this.server.listen(address);
  }

  close(): Promise<void> {
    return this.server.close();
  }
}
