import {
  ProfileAttribute,
  type ProfileAttributeChange,
} from '../../../domain/profile-attribute/profile-attribute.ts';
import type { ProfileAttributeDeclaration } from '../../../domain/profile-attribute/profile-attribute-declaration.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { Caller } from '../../ports/caller.ts';
import type { WriteScope } from '../../ports/unit-of-work.ts';

/**
 * Stores what is declared of a custom attribute, in a change of the policy.
 *
 * @param declaration - `null` takes back what was declared.
 * @throws DomainError `attributeInvalid`, `attributeTooLarge`, `profileAttributeRenamed`.
 */
export async function declareAttribute(
  { profileAttributes }: Pick<WriteScope, 'profileAttributes'>,
  { accountId }: Caller,
  name: string,
  declaration: ProfileAttributeDeclaration | null,
  at: Instant,
): Promise<ProfileAttributeChange> {
  const known = await profileAttributes.find(name);
  const attribute = known
    ? ProfileAttribute.restore(accountId, known)
    : ProfileAttribute.unseen(accountId, name);
  const change = declaration === null ? attribute.undeclare(at) : attribute.declare(declaration, at);
  await profileAttributes.store(change);
  return change;
}
