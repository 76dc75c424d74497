import type { Tracer } from '@opentelemetry/api';
import type { Observed } from '../../application/ports/observer.ts';
import type { GatheredKind } from '../../application/ports/storage-observer.ts';
import type { Traced } from '../../application/ports/trace-context.ts';
import { isRecorded, under, unrecorded } from './spans.ts';

/**
 * Works that share statements belong to several traces. The statements stand in the first, under a span of what is shared; each
 * other trace has a span for the same time that leads there.
 */
export function gatheredSpans(tracer: Tracer, kind: GatheredKind, works: readonly Traced[]): Observed<void> {
  const traces = works.map(({ trace }) => trace).filter(isRecorded);
  const [first, ...others] = traces;
  // Whoever is alone has its statements under its own span.
  if (works.length === 1 || first === undefined) return unrecorded;
  const name = `gathered ${kind}`;
  const attributes = { 'rollcall.works': works.length };
  const links = others.map((context) => ({ context }));
  const shared = tracer.startSpan(name, { attributes, links }, under(first));
  const leading = others.map((trace) =>
    tracer.startSpan(name, { attributes, links: [{ context: shared.spanContext() }] }, under(trace)),
  );
  return {
    trace: shared.spanContext(),
    ended: () => {
      for (const span of [shared, ...leading]) span.end();
    },
  };
}
