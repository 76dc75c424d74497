import {
  type Attributes,
  type Context,
  ROOT_CONTEXT,
  type Span,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import type { Observed } from '../../application/ports/observer.ts';
import type { TraceContext } from '../../application/ports/trace-context.ts';

/** Of what is not recorded: it costs nothing but the question. */
export const unrecorded: Observed<unknown> = { ended: () => undefined };

export const isRecorded = (context: TraceContext | undefined): context is TraceContext =>
  context !== undefined && (context.traceFlags & TraceFlags.SAMPLED) !== 0;

/** What a span is to be a child of; a trace of its own begins where there is none. */
export const under = (context: TraceContext | undefined): Context =>
  context === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, context);

/** @param failure - of which kind, by a word that names nobody. */
export function endSpan(span: Span, attributes: Attributes = {}, failure?: string): void {
  span.setAttributes(attributes);
  if (failure !== undefined) {
    span.setAttribute('error.type', failure);
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}

/** What an error is called. Its message may quote what a client sent. */
export function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { code, name } = error as Error & { readonly code?: unknown };
  return typeof code === 'string' && /^[A-Z_]{1,60}$/.test(code) ? code : name;
}
