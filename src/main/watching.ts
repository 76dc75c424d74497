import { setTimeout } from 'node:timers/promises';
import { type Container, ContainerModule } from 'inversify';
import type { Logger } from 'pino';
import type { AppConfig } from '../../config/app-config.ts';
import { SinkPositions } from '../adapters/audit-log/sinks/sink-positions.ts';
import { PinoOperationalLog } from '../adapters/node-runtime/pino-operational-log.ts';
import type { Metrics } from '../adapters/prometheus/metrics.ts';
import { bindings } from './bindings.ts';
import { resolve } from './container.ts';
import { inUseIsTold } from './in-use-is-told.ts';
import type { Watcher } from './watcher.ts';

const stopMilliseconds = 2_000;

/** What measures and traces the process, where the configuration asks for it; what nobody asks for is not even loaded. */
export interface Watching {
  /** Has those who watch told of what the process does. */
  readonly module: ContainerModule;
  /** Answers whoever asks for metrics, at the port with which it resolves. @throws Error that says what to do. */
  start(container: Container): Promise<number | undefined>;
  stop(): Promise<void>;
}

export async function watchingOf(config: AppConfig, logger: Logger): Promise<Watching> {
  const { metricsListen, tracesUrl, tracesPercent } = config;
  const metrics =
    metricsListen === undefined
      ? undefined
      : new (await import('../adapters/prometheus/metrics.ts')).Metrics();
  const traces =
    tracesUrl === undefined
      ? undefined
      : (await import('../adapters/opentelemetry/start-tracing.ts')).startTracing(
          { url: tracesUrl, percent: tracesPercent },
          new PinoOperationalLog(logger),
        );
  // Who traces comes first, so that whatever is measured belongs to the trace.
  const watchers: readonly Watcher[] = [traces?.tracing, metrics].filter((one) => one !== undefined);
  return {
    module: new ContainerModule(({ rebind }) => {
      rebind<readonly Watcher[]>(bindings.watchers).toConstantValue(watchers);
    }),
    start: async (container) => {
      if (metrics === undefined || metricsListen === undefined) return undefined;
      const port = await inUseIsTold(
        serveMetrics(metrics, metricsListen, container),
        `The address ${metricsListen}`,
        'ROLLCALL_METRICS_LISTEN',
      );
      logger.info({ port }, 'metrics are told');
      return port;
    },
    stop: async () => {
      const stopped = Promise.all([metrics?.close(), traces?.stop()]);
      await Promise.race([stopped, setTimeout(stopMilliseconds, undefined, { ref: false })]);
    },
  };
}

async function serveMetrics(metrics: Metrics, address: string, container: Container): Promise<number> {
  const requestLog = resolve(container, bindings.requestLog);
  const { load } = resolve(container, bindings.openStorage);
  const port = address.slice(address.lastIndexOf(':') + 1);
  const host = address.slice(0, -port.length - 1).replace(/^\[(.*)\]$/, '$1');
  return metrics.serve(
    { host, port: Number(port) },
    { storage: load, requestLog: () => requestLog.load },
    {
      journalOrder: resolve(container, bindings.journalOrder),
      auditSeal: resolve(container, bindings.auditSeal),
      auditSinks: resolve(container, SinkPositions),
      accounts: resolve(container, bindings.accounts),
      clock: resolve(container, bindings.clock),
    },
  );
}
