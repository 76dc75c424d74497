import { STATUS_CODES } from 'node:http';
import { StorageUnavailable } from '../../application/ports/storage-errors.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import { BodyRefused } from '../koa-http/body-refused.ts';
import { CursorRefused } from '../koa-http/cursor-seal.ts';
import { ApiProblem, type ProblemCode } from './problem.ts';

/** What each refusal is in HTTP. A code without a status does not compile. */
export const statusOfCodes: Readonly<Record<ProblemCode, number>> = {
  accountClosed: 403,
  accountMissing: 400,
  accountNameInvalid: 400,
  accountNotFound: 404,
  agentDeactivated: 409,
  agentJobNotFound: 404,
  agentJobsTooMany: 409,
  agentNotFound: 404,
  attributeInvalid: 400,
  attributeTooLarge: 400,
  attributeUndeclared: 400,
  bodyRefused: 400,
  brakeHolds: 503,
  // The surface makes the callers, so that this is its fault and no client's.
  callerInvalid: 500,
  connectionNotFound: 404,
  criteriaTooWide: 400,
  cursorRefused: 400,
  directoryOnly: 403,
  emailInvalid: 400,
  filterInvalid: 400,
  groupGovernedOtherwise: 409,
  groupNameTaken: 409,
  groupNotFound: 404,
  groupNotGranted: 403,
  groupTemplateNotFound: 404,
  groupsOverScimOff: 403,
  idempotencyKeyReused: 422,
  identifierTaken: 409,
  identityProviderUnreachable: 400,
  inputInvalid: 400,
  internalError: 500,
  lastAdministrator: 409,
  // Of sign-outs, which identity providers ask for elsewhere.
  logoutTokenInvalid: 401,
  logoutTokenUsed: 401,
  mayNotEnter: 403,
  // Of what a request names, and not of what its path does.
  memberNotFound: 400,
  methodNotPossible: 405,
  nestedGroup: 400,
  nobodyToBringBack: 409,
  ownerNotFound: 404,
  parameterInvalid: 400,
  partsLeftOut: 500,
  pathUnknown: 404,
  pastUntold: 409,
  permissionMissing: 403,
  primaryEmailDiffers: 400,
  primaryEmailImmutable: 400,
  profileAttributeInUse: 409,
  profileAttributeNotFound: 404,
  profileAttributeRenamed: 409,
  requestNotFound: 404,
  requestUnderWay: 409,
  roleMissing: 409,
  ruleInvalid: 400,
  secretKeyMissing: 409,
  secretUnreadable: 409,
  serviceUnavailable: 503,
  sessionExpired: 401,
  sessionNotFound: 404,
  sessionUnknown: 401,
  signInLinkNotFound: 404,
  signInRefused: 403,
  ssoIssuerInvalid: 400,
  ssoMetadataInvalid: 400,
  ssoNameInvalid: 400,
  ssoNameTaken: 409,
  ssoNotSetUp: 409,
  ssoSettingsInvalid: 400,
  tokenAddressInvalid: 400,
  tokenAddressRefused: 403,
  tokenExpired: 401,
  tokenExpiryInvalid: 400,
  tokenNameInvalid: 400,
  tokenNameTaken: 409,
  tokenNotFound: 404,
  tokenRevoked: 401,
  tokenScopeInvalid: 400,
  tokenUnknown: 401,
  userNameImmutable: 400,
  userNameTaken: 409,
  versionDiffers: 412,
};

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
    return { code, status: statusOfCodes[code], detail, attribute: details.attribute };
  }
  if (error instanceof ApiProblem) {
    const { code, message: detail, parameter } = error;
    return { code, status: statusOfCodes[code], detail, attribute: parameter };
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
