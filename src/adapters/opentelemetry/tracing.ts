import { SpanKind, type Tracer } from '@opentelemetry/api';
import { parseTraceParent } from '@opentelemetry/core';
import type { RequestObserver } from '../../application/ports/request-observer.ts';
import type { StorageObserver } from '../../application/ports/storage-observer.ts';
import type { UseCaseObserver } from '../../application/ports/use-case-observer.ts';
import { gatheredSpans } from './gathered-spans.ts';
import { endSpan, isRecorded, kindOf, under, unrecorded } from './spans.ts';

/**
 * Spans of requests, of the use cases that they are for, and of the statements of these. They have names, codes and figures, and
 * neither values nor paths nor messages, which may name somebody (decision 82).
 */
export class Tracing {
  constructor(private readonly tracer: Tracer) {}

  readonly requests: RequestObserver = {
    began: ({ method, traceparent }) => {
      // What is malformed says nothing, and a trace begins here (W3C Trace Context, section 3.2).
      const parent = traceparent === '' ? undefined : (parseTraceParent(traceparent) ?? undefined);
      const options = { kind: SpanKind.SERVER, attributes: { 'http.request.method': method } };
      const span = this.tracer.startSpan(method, options, under(parent));
      return {
        trace: span.spanContext(),
        ended: ({ route = 'none', status, refusal, isAborted }) => {
          span.updateName(`${method} ${route}`);
          const attributes = { 'http.route': route, 'http.response.status_code': status };
          const failure = isAborted ? 'clientGone' : status >= 500 ? String(status) : undefined;
          endSpan(span, { ...attributes, ...(refusal && { 'rollcall.refusal': refusal }) }, failure);
        },
      };
    },
  };

  readonly useCases: UseCaseObserver = {
    began: (name, { trace }) => {
      if (trace !== undefined && !isRecorded(trace)) return unrecorded;
      const span = this.tracer.startSpan(name, {}, under(trace));
      return {
        trace: span.spanContext(),
        ended: (outcome) => {
          const code = outcome.kind === 'refused' ? { 'rollcall.refusal': outcome.code } : {};
          const failure = outcome.kind === 'failed' ? kindOf(outcome.error) : undefined;
          endSpan(span, { 'rollcall.outcome': outcome.kind, ...code }, failure);
        },
      };
    },
  };

  readonly storage: StorageObserver = {
    statements: {
      began: ({ operation, table }, { trace }) => {
        if (!isRecorded(trace)) return unrecorded;
        const named = table === undefined ? {} : { 'db.collection.name': table };
        const attributes = { 'db.operation.name': operation, ...named };
        const name = table === undefined ? operation : `${operation} ${table}`;
        const span = this.tracer.startSpan(name, { kind: SpanKind.CLIENT, attributes }, under(trace));
        return {
          ended: (error) => endSpan(span, {}, error === undefined ? undefined : kindOf(error)),
        };
      },
    },
    batches: { began: (kind, works) => gatheredSpans(this.tracer, kind, works) },
  };
}
