import type { DomainErrorCode } from '../../../../domain/shared/domain-error.ts';
import { spelledOut } from '../../journal/deeds.ts';

/** Why something was refused, as people say it: what directories, people and tokens run into. */
export const refusalWords: Readonly<Partial<Record<DomainErrorCode, string>>> = {
  userNameTaken: 'The username is taken',
  userNameImmutable: 'The username was to change',
  emailInvalid: 'The username is no email address',
  primaryEmailDiffers: 'The primary email is not the username',
  primaryEmailImmutable: 'The primary email was to change',
  attributeInvalid: 'A value is not of the kind that is kept',
  attributeTooLarge: 'A value is too long',
  attributeUndeclared: 'An attribute is not declared',
  agentNotFound: 'The person is not here',
  groupNotFound: 'The group is not here',
  memberNotFound: 'A member is not here',
  nestedGroup: 'A group was to belong to a group',
  groupNameTaken: 'Another group is called so',
  groupGovernedOtherwise: 'Something else decides about the group',
  groupsOverScimOff: 'Groups over SCIM are switched off',
  directoryOnly: 'The directory alone decides',
  partsLeftOut: 'A part was left out',
  permissionMissing: 'The role or the token does not allow it',
  lastAdministrator: 'Nobody would be left to administer',
  versionDiffers: 'Somebody else was faster',
  signInRefused: 'A sign-in did not pass its checks',
  ssoNotSetUp: 'Single Sign-On is not set up',
  tokenExpired: 'The token has expired',
  tokenRevoked: 'The token was revoked',
  tokenAddressRefused: 'The token came from elsewhere than it may',
  accountClosed: 'The account is closed',
};

export const refusalWord = (code: string): string =>
  refusalWords[code as DomainErrorCode] ?? spelledOut(code);
