import { needsPermission } from '../../../domain/permission/needs-permission.ts';
import type { Permission } from '../../../domain/permission/permission.ts';

interface ProblemDetails {
  /** Of the domain or of the transport, for machines. */
  readonly code: string;
  /** For people: what was wrong, where, and what to do. */
  readonly detail: string;
  /** By which the request is found in Activity and in the service's log. */
  readonly requestId?: string;
  /** Path of the property or name of the parameter that was refused. */
  readonly attribute?: string;
}

/** Why there is no answer of the API, or none that was hoped for (RFC 9457). */
export class Problem extends Error {
  constructor(
    /** 0 where no answer came. */
    readonly status: number,
    readonly details: ProblemDetails,
  ) {
    super(details.detail);
  }
}

export async function problemOf(response: Response): Promise<Problem> {
  const { status } = response;
  const said: Partial<ProblemDetails> = await response.json().catch(() => ({}));
  const requestId = response.headers.get('X-Request-Id') ?? undefined;
  const detail = `The service answered with ${status}, and says no more.`;
  return new Problem(status, { code: `http${status}`, detail, requestId, ...said });
}

export const noAnswer = (): Problem =>
  new Problem(0, {
    code: 'noAnswer',
    detail: 'The service does not answer. It may be starting again, or the network may be away.',
  });

/** What an address names and what is not there, or not any more. */
export const notHere = (detail: string): Problem => new Problem(404, { code: 'notHere', detail });

/** What the service would answer, before it is asked. */
export const permissionMissing = (anyOf: readonly Permission[]): Problem =>
  new Problem(403, {
    code: 'permissionMissing',
    detail: `This ${needsPermission(...anyOf)}`,
  });
