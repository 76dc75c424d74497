import { DiagLogLevel, diag } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { OperationalLog } from '../../application/ports/operational-log.ts';
import { Tracing } from './tracing.ts';

export interface TracingSettings {
  /** Of an OTLP receiver over HTTP. */
  readonly url: string;
  /** How many of 100 requests that say nothing of a trace are traced. */
  readonly percent: number;
}

export interface StartedTracing {
  readonly tracing: Tracing;
  /** Sends what is left to be sent. */
  stop(): Promise<void>;
}

const toldMilliseconds = 60_000;
const reasonCharactersMax = 500;

/** Sends spans to a receiver, in batches beside the requests. What finds no room in memory is dropped. */
export function startTracing({ url, percent }: TracingSettings, log: OperationalLog): StartedTracing {
  tellTroubles(log);
  const provider = new TracerProvider({
    resource: defaultResource().merge(resourceFromAttributes({ 'service.name': 'rollcall' })),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(percent / 100) }),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url }) })],
  });
  return {
    tracing: new Tracing(provider.getTracer('rollcall')),
    stop: () => provider.shutdown().catch(() => undefined),
  };
}

/** A receiver that is away is told of once a minute. */
function tellTroubles(log: OperationalLog): void {
  let toldAt = -Infinity;
  const tell = (message: string) => {
    if (performance.now() < toldAt + toldMilliseconds) return;
    toldAt = performance.now();
    log.warn('Traces are not sent', { reason: reasonIn(message).slice(0, reasonCharactersMax) });
  };
  const quiet = () => undefined;
  const logger = { error: tell, warn: tell, info: quiet, debug: quiet, verbose: quiet };
  diag.setLogger(logger, { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });
}

/** Errors come as JSON, with their stacks. */
function reasonIn(message: string): string {
  try {
    return String(JSON.parse(message).message);
  } catch {
    return message;
  }
}
