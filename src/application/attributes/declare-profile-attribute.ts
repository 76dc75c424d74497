import { IsString } from 'class-validator';
import type { KnownProfileAttribute } from '../../domain/profile-attribute/known-profile-attribute.ts';
import { ProfileAttribute } from '../../domain/profile-attribute/profile-attribute.ts';
import type { ProfileAttributeDeclaration } from '../../domain/profile-attribute/profile-attribute-declaration.ts';
import { Nested } from '../input/nested.ts';
import { Nullable } from '../input/nullable.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { attributeTarget } from './attribute/attribute-target.ts';
import { DeclarationInput } from './attribute/declaration-input.ts';

export class ProfileAttributeDeclaring {
  /** Without `profile.`, in any letter case where the account has it already. */
  @IsString()
  readonly name!: string;

  /** `null` takes back what was declared. */
  @Nullable()
  @Nested(() => DeclarationInput)
  readonly declaration!: ProfileAttributeDeclaration | null;
}

/**
 * Says what values a custom attribute may have, whether or not any agent has it yet. Values that agents have stay.
 *
 * @throws DomainError `attributeInvalid`, `attributeTooLarge`, `profileAttributeRenamed`.
 */
export const declareProfileAttribute = defineUseCase({
  name: 'DeclareProfileAttribute',
  permission: 'attributes:write',
  kind: 'changes',
  input: ProfileAttributeDeclaring,
  target: ({ name }) => attributeTarget(name),
  run: async (
    { policy, profileAttributes },
    { accountId },
    { name, declaration },
    { at },
  ): Promise<KnownProfileAttribute> => {
    await policy.beginChange();
    const known = await profileAttributes.find(name);
    const attribute = known
      ? ProfileAttribute.restore(accountId, known)
      : ProfileAttribute.unseen(accountId, name);
    const change = declaration === null ? attribute.undeclare(at) : attribute.declare(declaration, at);
    await profileAttributes.store(change);
    return change.state.state;
  },
});
