import { METHODS } from 'node:http';
import { Counter, Gauge, Histogram, type Registry } from '@prometheus-io/client';
import type { Observed } from '../../application/ports/observer.ts';
import type { RequestEnd, RequestObserver } from '../../application/ports/request-observer.ts';
import { requestSeconds } from './buckets.ts';
import { clientKind } from './client-kind.ts';
import { ClosedValues } from './closed-values.ts';

const methods = new Set(METHODS);
const routesMax = 500;
const codesMax = 200;

/** Rate, errors and duration of requests, by route and kind of client. */
export class RequestMetrics implements RequestObserver {
  private readonly routes = new ClosedValues(routesMax);
  private readonly codes = new ClosedValues(codesMax);
  private readonly requests;
  private readonly seconds;
  private readonly refusals;
  private underWay = 0;

  constructor(registry: Registry) {
    const registers = [registry];
    this.requests = new Counter({
      name: 'rollcall_http_requests_total',
      help: 'Requests that were answered, by route, method, kind of client and status; the status is 499 where the client went away.',
      labelNames: ['route', 'method', 'client', 'status'],
      registers,
    });
    this.seconds = new Histogram({
      name: 'rollcall_http_request_seconds',
      help: 'From the head of a request to the end of its answer.',
      labelNames: ['route', 'method', 'client'],
      buckets: requestSeconds,
      registers,
    });
    this.refusals = new Counter({
      name: 'rollcall_http_refusals_total',
      help: 'Requests that were refused, by the code that the request log has.',
      labelNames: ['code'],
      registers,
    });
    const underWay = () => this.underWay;
    new Gauge({
      name: 'rollcall_http_requests_under_way',
      help: 'Requests that have no whole answer yet, those that wait for a place included.',
      registers,
      collect() {
        this.set(underWay());
      },
    });
  }

  began(): Observed<RequestEnd> {
    const beganAt = performance.now();
    this.underWay += 1;
    return { ended: (end) => this.ended(end, (performance.now() - beganAt) / 1000) };
  }

  private ended(end: RequestEnd, seconds: number): void {
    this.underWay -= 1;
    const route = this.routes.of(end.route ?? 'none');
    const method = methods.has(end.method) ? end.method : 'other';
    const client = clientKind(end.userAgent);
    this.requests.inc({ route, method, client, status: end.isAborted ? 499 : end.status });
    this.seconds.observe({ route, method, client }, seconds);
    if (end.refusal !== undefined) this.refusals.inc({ code: this.codes.of(end.refusal) });
  }
}
