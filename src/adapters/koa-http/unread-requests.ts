import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Clock } from '../../application/ports/clock.ts';
import type { RequestLog } from '../../application/ports/request-log.ts';
import type { RequestObserver } from '../../application/ports/request-observer.ts';
import { codeOfStatus } from '../../application/requests/explanation/refusal-code.ts';
import { socketAddress } from './client-address.ts';
import { presentablePath } from './presentable-path.ts';
import { shownPath } from './shown-address.ts';

interface UnreadRequest {
  readonly requestId: string;
  /** As far as it could be read, as the path. */
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly detail: string;
}

/** What the request log needs. */
export interface RequestRecording {
  readonly log: RequestLog;
  readonly clock: Clock;
}

/** Tells of what was refused before it was a request: no account is known for it, so that operators see it. */
export class UnreadRequests {
  /** Either is absent where nobody wants to know. */
  constructor(
    private readonly recording?: RequestRecording,
    private readonly observer?: RequestObserver,
  ) {}

  record(connection: Duplex, { requestId, method, path, status, detail }: UnreadRequest): void {
    const refusal = codeOfStatus(status);
    const observed = this.observer?.began({ method, traceparent: '' });
    observed?.ended({ method, status, refusal, userAgent: '', isAborted: false });
    this.recording?.log.record({
      at: this.recording.clock.now(),
      requestId,
      source: connection instanceof Socket ? socketAddress(connection) : 'unknown',
      method,
      path: shownPath(presentablePath(path)),
      status,
      milliseconds: 0,
      entries: [],
      refusal: { code: refusal, message: detail },
    });
  }
}
