import type { KnownProfileAttribute } from '../../../domain/profile-attribute/known-profile-attribute.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import type { ProfileAttributeReader } from '../../ports/profile-attribute-repository.ts';

/** @throws DomainError `profileAttributeNotFound`. */
export async function findProfileAttribute(
  attributes: ProfileAttributeReader,
  name: string,
): Promise<KnownProfileAttribute> {
  const known = await attributes.find(name);
  if (known !== undefined) return known;
  const message = `The account has no custom attribute ${JSON.stringify(`profile.${name.slice(0, 128)}`)}: no agent ever had it, and it was not declared.`;
  throw new DomainError('profileAttributeNotFound', message);
}
