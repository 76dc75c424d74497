import { IsString } from 'class-validator';
import type { KnownProfileAttribute } from '../../domain/profile-attribute/known-profile-attribute.ts';
import type { ProfileAttributeDeclaration } from '../../domain/profile-attribute/profile-attribute-declaration.ts';
import { Nested } from '../input/nested.ts';
import { Nullable } from '../input/nullable.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { AtVersion } from '../version/at-version.ts';
import { attributeTarget } from './attribute/attribute-target.ts';
import { DeclarationInput } from './attribute/declaration-input.ts';
import { declareAttribute } from './attribute/declare-attribute.ts';
import { requireAttributeVersion } from './attribute/require-attribute-version.ts';

export class ProfileAttributeDeclaring extends AtVersion {
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
 * @throws DomainError `attributeInvalid`, `attributeTooLarge`, `profileAttributeRenamed`, `versionDiffers`.
 */
export const declareProfileAttribute = defineUseCase({
  name: 'DeclareProfileAttribute',
  permission: 'attributes:write',
  kind: 'changes',
  input: ProfileAttributeDeclaring,
  target: ({ name }) => attributeTarget(name),
  run: async (scope, caller, { name, declaration, ifVersion }, { at }): Promise<KnownProfileAttribute> => {
    await scope.policy.beginChange();
    if (ifVersion !== undefined)
      requireAttributeVersion(name, await scope.profileAttributes.find(name), ifVersion);
    return (await declareAttribute(scope, caller, name, declaration, at)).state.state;
  },
});
