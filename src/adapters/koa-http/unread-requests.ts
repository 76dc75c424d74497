import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Clock } from '../../application/ports/clock.ts';
import type { RequestLog } from '../../application/ports/request-log.ts';
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

/** Writes down what was refused before it was a request: no account is known for it, so that operators see it. */
export class UnreadRequests {
  constructor(
    private readonly log: RequestLog,
    private readonly clock: Clock,
  ) {}

  record(connection: Duplex, { requestId, method, path, status, detail }: UnreadRequest): void {
    this.log.record({
      at: this.clock.now(),
      requestId,
      source: connection instanceof Socket ? socketAddress(connection) : 'unknown',
      method,
      path: shownPath(presentablePath(path)),
      status,
      milliseconds: 0,
      entries: [],
      refusal: { code: codeOfStatus(status), message: detail },
    });
  }
}
