import type { RequestRefusal } from '../../application/ports/request-log.ts';
import { StorageUnavailable } from '../../application/ports/storage-errors.ts';
import { codeOfStatus, type RefusalCode } from '../../application/requests/explanation/refusal-code.ts';
import { remedies } from '../../application/requests/explanation/remedies.ts';
import { DomainError, type DomainErrorCode } from '../../domain/shared/domain-error.ts';
import { ScimError, type ScimType } from '../../scim/scim-error.ts';
import { BodyRefused } from '../koa-http/body-refused.ts';
import { CursorRefused } from '../koa-http/cursor-seal.ts';

interface RefusalInScim {
  readonly status: number;
  readonly scimType?: ScimType;
}

/** Codes that end so mean the same in SCIM, unless they are in the table. */
type Family = 'NotFound' | 'Taken';
type FamilyCode = Extract<DomainErrorCode, `${string}${Family}`>;

const families: Readonly<Record<Family, RefusalInScim>> = {
  NotFound: { status: 404 },
  Taken: { status: 409, scimType: 'uniqueness' },
};

type Refusals = Readonly<
  Record<Exclude<DomainErrorCode, FamilyCode>, RefusalInScim> & Partial<Record<FamilyCode, RefusalInScim>>
>;

/** What each refusal of the domain is in SCIM (RFC 7644 section 3.12). */
const refusals: Refusals = {
  // The token is genuine, so that another one would not help (RFC 9110 section 15.5.4).
  accountClosed: { status: 403 },
  accountNameInvalid: { status: 400, scimType: 'invalidValue' },
  accountNotFound: { status: 403 },
  // A token that speaks for somebody who may no longer sign in is as good as revoked.
  agentDeactivated: { status: 401 },
  // Of the administration API alone.
  agentJobsTooMany: { status: 409 },
  attributeInvalid: { status: 400, scimType: 'invalidValue' },
  attributeTooLarge: { status: 400, scimType: 'invalidValue' },
  attributeUndeclared: { status: 400, scimType: 'invalidValue' },
  // Okta shows the sentence with the task that failed, and whoever honours `Retry-After` comes again.
  brakeHolds: { status: 503 },
  // The surface makes the callers, so that this is its fault and no client's.
  callerInvalid: { status: 500 },
  criteriaTooWide: { status: 400, scimType: 'tooMany' },
  emailInvalid: { status: 400, scimType: 'invalidValue' },
  filterInvalid: { status: 400, scimType: 'invalidFilter' },
  groupGovernedOtherwise: { status: 400, scimType: 'mutability' },
  // Of people who have signed in, none of whom speaks SCIM.
  groupNotGranted: { status: 403 },
  directoryOnly: { status: 403 },
  groupsOverScimOff: { status: 403 },
  // Of the administration API alone, as is `requestUnderWay`.
  idempotencyKeyReused: { status: 422 },
  identityProviderUnreachable: { status: 400 },
  inputInvalid: { status: 400, scimType: 'invalidValue' },
  // Of sign-outs, which identity providers ask for elsewhere.
  logoutTokenInvalid: { status: 401 },
  logoutTokenUsed: { status: 401 },
  mayNotEnter: { status: 403 },
  // Of what people here do; what a directory pushes is done.
  lastAdministrator: { status: 409 },
  memberNotFound: { status: 400, scimType: 'invalidValue' },
  nestedGroup: { status: 400, scimType: 'invalidValue' },
  // Of the administration API alone.
  nobodyToBringBack: { status: 409 },
  // Told to auditors only: who sent the request is answered with what there is.
  partsLeftOut: { status: 500 },
  // Of the administration API alone: SCIM tells of nothing but what is.
  pastUntold: { status: 409 },
  permissionMissing: { status: 403 },
  primaryEmailDiffers: { status: 400, scimType: 'invalidValue' },
  primaryEmailImmutable: { status: 400, scimType: 'mutability' },
  profileAttributeInUse: { status: 409 },
  profileAttributeRenamed: { status: 400, scimType: 'invalidValue' },
  requestUnderWay: { status: 409 },
  roleMissing: { status: 400, scimType: 'invalidValue' },
  ruleInvalid: { status: 400, scimType: 'invalidFilter' },
  // Nobody who speaks SCIM has a session.
  sessionExpired: { status: 401 },
  sessionUnknown: { status: 401 },
  // The surface keeps no secrets and sets up no sign-in, so that these never get here.
  secretKeyMissing: { status: 500 },
  secretUnreadable: { status: 500 },
  // Nobody who speaks SCIM signs in.
  signInRefused: { status: 403 },
  ssoIssuerInvalid: { status: 400, scimType: 'invalidValue' },
  ssoMetadataInvalid: { status: 400, scimType: 'invalidValue' },
  ssoNameInvalid: { status: 400, scimType: 'invalidValue' },
  ssoNotSetUp: { status: 403 },
  ssoSettingsInvalid: { status: 400, scimType: 'invalidValue' },
  tokenAddressInvalid: { status: 400, scimType: 'invalidValue' },
  tokenAddressRefused: { status: 403 },
  tokenExpired: { status: 401 },
  tokenExpiryInvalid: { status: 400, scimType: 'invalidValue' },
  tokenNameInvalid: { status: 400, scimType: 'invalidValue' },
  tokenRevoked: { status: 401 },
  tokenScopeInvalid: { status: 400, scimType: 'invalidValue' },
  tokenUnknown: { status: 401 },
  userNameImmutable: { status: 400, scimType: 'mutability' },
  versionDiffers: { status: 412 },
};

const isOfFamily = (code: DomainErrorCode): code is FamilyCode => /(NotFound|Taken)$/.test(code);

function refusalInScim(code: DomainErrorCode): RefusalInScim {
  if (!isOfFamily(code)) return refusals[code];
  return refusals[code] ?? families[code.endsWith('Taken') ? 'Taken' : 'NotFound'];
}

/** What went wrong as SCIM tells it; `undefined` for a fault of the service, of which clients learn nothing. */
export function scimErrorOf(error: unknown): ScimError | undefined {
  if (error instanceof ScimError) return error;
  if (error instanceof DomainError) {
    const { status, scimType } = refusalInScim(error.code);
    if (status === 500) return undefined;
    const advice = remedies[error.code]?.short;
    return new ScimError(
      status,
      advice === undefined ? error.message : `${error.message} ${advice}`,
      scimType,
    );
  }
  if (error instanceof CursorRefused) {
    const scimType = error.reason === 'expired' ? 'expiredCursor' : 'invalidCursor';
    return new ScimError(400, `${error.message} Begin again with an empty "cursor".`, scimType);
  }
  if (error instanceof BodyRefused) {
    return new ScimError(error.status, error.detail, error.status === 400 ? 'invalidSyntax' : undefined);
  }
  if (error instanceof StorageUnavailable) return new ScimError(503, error.message);
  return undefined;
}

/** What the request log says of an error. */
export function refusalOf(error: unknown, { status, scimType, detail }: ScimError): RequestRefusal {
  const code =
    error instanceof DomainError && status !== 500 ? codeOf(error) : (scimType ?? codeOfStatus(status));
  return { code, message: detail, scimType };
}

const codeOf = ({ code, details }: DomainError): RefusalCode =>
  code === 'tokenUnknown' && details.isMissing ? 'tokenMissing' : code;

/** What clients learn of a fault of the service: where its cause can be found. */
export const internalError = (requestId: string): ScimError =>
  new ScimError(500, `The service made a mistake. Its log has the cause under the request id ${requestId}.`);
