import type { AccountId } from '../../domain/shared/identifiers.ts';
import type { SsoConnectionId } from '../../domain/sign-in/sso-connection.ts';
import type { SealedSecret } from '../../domain/sign-in/sso-provider.ts';

/** Whose secret it is: sealed for one owner, it opens for no other. */
export interface SecretOwner {
  readonly accountId: AccountId;
  readonly id: SsoConnectionId | 'auditLog';
}

/** Encrypts the secrets that the service has to know again, with keys that the database does not have. */
export interface SecretSeal {
  /** With the newest key. @throws DomainError `secretKeyMissing`. */
  seal(secret: string, owner: SecretOwner): SealedSecret;
  /** @throws DomainError `secretUnreadable`. */
  open(sealed: SealedSecret, owner: SecretOwner): string;
  /** Whether the newest key sealed it; older ones are taken away once nothing is sealed with them. */
  isCurrent(sealed: SealedSecret): boolean;
}
