import { STATUS_CODES } from 'node:http';
import { StorageUnavailable } from '../../application/ports/storage-errors.ts';
import { DomainError, type DomainErrorCode } from '../../domain/shared/domain-error.ts';
import { BodyRefused } from '../koa-http/body-refused.ts';
import { CursorRefused } from '../koa-http/cursor-seal.ts';
import { ApiProblem, type ProblemCode } from './problem.ts';

/** Codes that end so mean the same everywhere, unless they are in the table. */
type Family = 'NotFound' | 'Taken' | 'Invalid';
type FamilyCode = Extract<DomainErrorCode, `${string}${Family}`>;

const families: Readonly<Record<Family, number>> = { NotFound: 404, Taken: 409, Invalid: 400 };

type Statuses = Readonly<
  Record<Exclude<DomainErrorCode, FamilyCode>, number> & Partial<Record<FamilyCode, number>>
>;

/** What each refusal of the domain is in HTTP. */
const statuses: Statuses = {
  accountClosed: 403,
  agentDeactivated: 409,
  attributeTooLarge: 400,
  attributeUndeclared: 400,
  // The surface makes the callers, so that this is its fault and no client's.
  callerInvalid: 500,
  criteriaTooWide: 400,
  groupGovernedOtherwise: 409,
  groupNotGranted: 403,
  groupsOverScimOff: 403,
  idempotencyKeyReused: 422,
  identityProviderUnreachable: 400,
  lastAdministrator: 409,
  mayNotEnter: 403,
  // Of what a request names, and not of what its path does.
  memberNotFound: 400,
  nestedGroup: 400,
  partsLeftOut: 500,
  permissionMissing: 403,
  primaryEmailDiffers: 400,
  primaryEmailImmutable: 400,
  profileAttributeInUse: 409,
  profileAttributeRenamed: 409,
  requestUnderWay: 409,
  roleMissing: 409,
  secretKeyMissing: 409,
  secretUnreadable: 409,
  sessionExpired: 401,
  sessionUnknown: 401,
  signInRefused: 403,
  ssoNotSetUp: 409,
  tokenAddressRefused: 403,
  tokenExpired: 401,
  tokenRevoked: 401,
  tokenUnknown: 401,
  userNameImmutable: 400,
  versionDiffers: 412,
};

const familyOf = (code: DomainErrorCode): Family | undefined =>
  (['NotFound', 'Taken', 'Invalid'] as const).find((family) => code.endsWith(family));

function statusOf(code: DomainErrorCode): number {
  const known = (statuses as Partial<Record<DomainErrorCode, number>>)[code];
  const family = familyOf(code);
  return known ?? (family === undefined ? 500 : families[family]);
}

/** RFC 9457. */
export interface ProblemDetails {
  /** Leads to the code in the reference. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ProblemCode;
  /** Path of the property or name of the parameter that was refused. */
  readonly attribute?: string;
  /** Of the request, as in the log. */
  readonly requestId: string;
}

interface Problem {
  readonly code: ProblemCode;
  readonly status: number;
  readonly detail: string;
  readonly attribute?: string;
}

/**
 * What went wrong as the API tells it; of a fault of the service clients learn no more than where its cause can be found.
 *
 * @param reference - the address of the page that explains the codes.
 */
export function problemDetailsOf(error: unknown, requestId: string, reference: string): ProblemDetails {
  const known = problemOf(error);
  const { code, status, detail, attribute } =
    known === undefined || known.status === 500 ? internalError(requestId) : known;
  const title = STATUS_CODES[status] ?? 'Error';
  return { type: `${reference}#${code}`, title, status, detail, code, attribute, requestId };
}

function problemOf(error: unknown): Problem | undefined {
  if (error instanceof DomainError) {
    const { code, message: detail, details } = error;
    return { code, status: statusOf(code), detail, attribute: details.attribute };
  }
  if (error instanceof ApiProblem) {
    const { code, status, message: detail, parameter } = error;
    return { code, status, detail, attribute: parameter };
  }
  if (error instanceof BodyRefused)
    return { code: 'bodyRefused', status: error.status, detail: error.detail };
  if (error instanceof CursorRefused) {
    const detail = `${error.message} Begin again without "cursor".`;
    return { code: 'cursorRefused', status: 400, detail, attribute: 'cursor' };
  }
  if (error instanceof StorageUnavailable)
    return { code: 'serviceUnavailable', status: 503, detail: error.message };
  return undefined;
}

const internalError = (requestId: string): Problem => ({
  code: 'internalError',
  status: 500,
  detail: `The service made a mistake. Its log has the cause under the request id ${requestId}.`,
});
