import type { JsonValue } from '../../criteria/json.ts';
import type { TargetType } from './domain-event.ts';

/** Every way in which the domain refuses. Adapters map each of them; a new one does not compile until they do. */
export type DomainErrorCode =
  /** `agentNotFound`, say. The codes of attributes and templates have the longer names below. */
  | `${Exclude<TargetType, 'attribute' | 'template'>}NotFound`
  | 'accountClosed'
  | 'accountNameInvalid'
  | 'agentDeactivated'
  | 'agentJobsTooMany'
  | 'attributeInvalid'
  | 'attributeTooLarge'
  | 'attributeUndeclared'
  | 'brakeHolds'
  | 'callerInvalid'
  | 'criteriaTooWide'
  | 'directoryOnly'
  | 'emailInvalid'
  | 'filterInvalid'
  | 'groupGovernedOtherwise'
  | 'groupNameTaken'
  | 'groupNotGranted'
  | 'groupTemplateNotFound'
  | 'groupsOverScimOff'
  | 'idempotencyKeyReused'
  | 'identifierTaken'
  | 'identityProviderUnreachable'
  | 'inputInvalid'
  | 'lastAdministrator'
  | 'logoutTokenInvalid'
  | 'logoutTokenUsed'
  | 'mayNotEnter'
  | 'memberNotFound'
  | 'nestedGroup'
  | 'nobodyToBringBack'
  | 'ownerNotFound'
  /** Recorded and never thrown: the attempt was carried out without what `leftOut` of the entry names. */
  | 'partsLeftOut'
  /** What was at a time cannot be told exactly. */
  | 'pastUntold'
  | 'permissionMissing'
  | 'primaryEmailDiffers'
  | 'primaryEmailImmutable'
  | 'profileAttributeInUse'
  | 'profileAttributeNotFound'
  | 'profileAttributeRenamed'
  | 'requestNotFound'
  | 'requestUnderWay'
  | 'roleMissing'
  | 'ruleInvalid'
  | 'sessionExpired'
  | 'sessionUnknown'
  | 'secretKeyMissing'
  | 'secretUnreadable'
  | 'signInRefused'
  | 'ssoIssuerInvalid'
  | 'ssoMetadataInvalid'
  | 'ssoNameInvalid'
  | 'ssoNameTaken'
  | 'ssoNotSetUp'
  | 'ssoSettingsInvalid'
  | 'tokenAddressInvalid'
  | 'tokenAddressRefused'
  | 'tokenExpired'
  | 'tokenExpiryInvalid'
  | 'tokenNameInvalid'
  | 'tokenNameTaken'
  | 'tokenRevoked'
  | 'tokenScopeInvalid'
  | 'tokenUnknown'
  | 'userNameImmutable'
  | 'userNameTaken'
  | 'versionDiffers';

export interface DomainErrorDetails {
  /** Path of the attribute that was refused, in SCIM notation. */
  readonly attribute?: string;
  readonly [name: string]: JsonValue | undefined;
}

/** A refusal by a rule of the domain. The message is for people and holds no secret; nothing has changed. */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly code: DomainErrorCode,
    message: string,
    readonly details: DomainErrorDetails = {},
  ) {
    super(message);
  }
}
