import type { AccountId } from '../../../domain/shared/identifiers.ts';
import { SignInLink, signInLinkId } from '../../../domain/sign-in/sign-in-link.ts';
import type { WriteScope } from '../../ports/unit-of-work.ts';
import type { UseCaseContext } from '../../use-case/use-case.ts';

export interface MadeSignInLink {
  readonly link: SignInLink;
  /** What stands in the link (`signInLinkAddress`). Known nowhere else. */
  readonly secret: string;
}

/** Makes a link for an owner, in place of one that the owner has, and forgets those that are over. */
export async function linkFor(
  { signInLinks }: Pick<WriteScope, 'signInLinks'>,
  accountId: AccountId,
  owner: string,
  { at, identifiers, tokenSecrets }: Pick<UseCaseContext, 'at' | 'identifiers' | 'tokenSecrets'>,
): Promise<MadeSignInLink> {
  const secret = tokenSecrets.generate();
  const id = signInLinkId(identifiers.next());
  const change = SignInLink.make({ id, accountId, secretHash: tokenSecrets.hash(secret), owner }, at);
  await signInLinks.forget(owner, at);
  await signInLinks.store(change);
  return { link: change.state, secret };
}
