import type { RequestObserver } from '../../application/ports/request-observer.ts';
import type { TraceContext } from '../../application/ports/trace-context.ts';
import type { HttpContext, HttpMiddleware } from './request-state.ts';

/** Tells an observer of each request, once when it comes and once when its answer is out or the client is gone. */
export const observedRequests =
  (observer: RequestObserver): HttpMiddleware =>
  (context, next) => {
    const { method, state, res } = context;
    const observed = observer.began({ method, traceparent: context.get('traceparent') });
    if (observed.trace !== undefined) {
      state.trace = observed.trace;
      // W3C Trace Context level 2 has it so; a client that asks for help can say it.
      res.setHeader('traceresponse', traceText(observed.trace));
    }
    res.once('close', () =>
      observed.ended({
        method,
        route: routeOf(context),
        status: res.statusCode,
        userAgent: context.get('User-Agent'),
        refusal: state.refusal?.code,
        isAborted: !res.writableFinished,
      }),
    );
    return next();
  };

/** The path itself has ids and secrets in it. `@koa/router` leaves on the context which of its routes it found. */
function routeOf(context: HttpContext): string | undefined {
  const { _matchedRoute: matched } = context as { readonly _matchedRoute?: unknown };
  return typeof matched === 'string' ? matched : context.state.prefix;
}

const traceText = ({ traceId, spanId, traceFlags }: TraceContext): string =>
  `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
