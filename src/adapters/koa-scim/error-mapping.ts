import { StorageUnavailable } from '../../application/ports/storage-errors.ts';
import { DomainError, type DomainErrorCode } from '../../domain/shared/domain-error.ts';
import { ScimError, type ScimType } from '../../scim/scim-error.ts';
import { BodyRefused } from '../koa-http/body-refused.ts';

/** What each refusal of the domain is in SCIM (RFC 7644 section 3.12). */
const refusals: Readonly<Record<DomainErrorCode, { readonly status: number; readonly scimType?: ScimType }>> =
  {
    accountNameInvalid: { status: 400, scimType: 'invalidValue' },
    accountNotFound: { status: 403 },
    agentNotFound: { status: 404 },
    attributeInvalid: { status: 400, scimType: 'invalidValue' },
    attributeTooLarge: { status: 400, scimType: 'invalidValue' },
    attributeUndeclared: { status: 400, scimType: 'invalidValue' },
    criteriaTooWide: { status: 400, scimType: 'tooMany' },
    emailInvalid: { status: 400, scimType: 'invalidValue' },
    groupGovernedOtherwise: { status: 400, scimType: 'mutability' },
    groupNameTaken: { status: 409, scimType: 'uniqueness' },
    groupNotFound: { status: 404 },
    groupTemplateNotFound: { status: 404 },
    memberNotFound: { status: 400, scimType: 'invalidValue' },
    nestedGroup: { status: 400, scimType: 'invalidValue' },
    primaryEmailDiffers: { status: 400, scimType: 'invalidValue' },
    profileAttributeInUse: { status: 409 },
    profileAttributeNotFound: { status: 404 },
    profileAttributeRenamed: { status: 400, scimType: 'invalidValue' },
    roleMissing: { status: 400, scimType: 'invalidValue' },
    ruleInvalid: { status: 400, scimType: 'invalidFilter' },
    ssoIssuerInvalid: { status: 400, scimType: 'invalidValue' },
    ssoNotSetUp: { status: 403 },
    tokenExpired: { status: 401 },
    tokenExpiryInvalid: { status: 400, scimType: 'invalidValue' },
    tokenNameInvalid: { status: 400, scimType: 'invalidValue' },
    tokenNotFound: { status: 404 },
    tokenRevoked: { status: 401 },
    tokenUnknown: { status: 401 },
    userNameImmutable: { status: 400, scimType: 'mutability' },
    userNameTaken: { status: 409, scimType: 'uniqueness' },
    versionDiffers: { status: 412 },
  };

/** What went wrong as SCIM tells it; `undefined` for a fault of the service, of which clients learn nothing. */
export function scimErrorOf(error: unknown): ScimError | undefined {
  if (error instanceof ScimError) return error;
  if (error instanceof DomainError) {
    const { status, scimType } = refusals[error.code];
    return new ScimError(status, error.message, scimType);
  }
  if (error instanceof BodyRefused) {
    return new ScimError(error.status, error.detail, error.status === 400 ? 'invalidSyntax' : undefined);
  }
  if (error instanceof StorageUnavailable) return new ScimError(503, error.message);
  return undefined;
}

/** What clients learn of a fault of the service: where its cause can be found. */
export const internalError = (requestId: string): ScimError =>
  new ScimError(500, `The service made a mistake. Its log has the cause under the request id ${requestId}.`);
