import type { Instant } from '../../domain/shared/instant.ts';
import type { SignInLink, SignInLinkChange } from '../../domain/sign-in/sign-in-link.ts';

/** The sign-in links of the scope's account that nobody has used; some may be over. */
export interface SignInLinkReader {
  /** The oldest first. */
  list(): Promise<readonly SignInLink[]>;
}

export interface SignInLinkRepository extends SignInLinkReader {
  /**
   * Writes a link that is made, or deletes one that is used, and its events' journal entries.
   *
   * @throws DomainError `signInLinkNotFound` where somebody else was faster in using it.
   */
  store(change: SignInLinkChange): Promise<void>;
  /** Deletes those of the owner, and all whose time was over before. */
  forget(owner: string, before: Instant): Promise<void>;
}
