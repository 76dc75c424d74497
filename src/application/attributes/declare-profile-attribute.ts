import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsString } from 'class-validator';
import type { Scalar } from '../../criteria/field.ts';
import type { KnownProfileAttribute } from '../../domain/profile-attribute/known-profile-attribute.ts';
import { ProfileAttribute } from '../../domain/profile-attribute/profile-attribute.ts';
import type { ProfileAttributeDeclaration } from '../../domain/profile-attribute/profile-attribute-declaration.ts';
import type { ProfileValueType } from '../../domain/profile-attribute/profile-value-type.ts';
import { Nested } from '../input/nested.ts';
import { Nullable } from '../input/nullable.ts';
import { Optional } from '../input/optional.ts';
import { Satisfies } from '../input/satisfies.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { attributeTarget } from './attribute/attribute-target.ts';

/** More than the domain keeps: this only bounds the work of checking. */
const allowedValuesMax = 10_000;

const valueTypes = ['string', 'number', 'boolean', 'instant'] as const satisfies readonly ProfileValueType[];

const isScalar = (value: unknown): boolean =>
  typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);

class DeclarationInput implements ProfileAttributeDeclaration {
  @Optional()
  @IsString()
  readonly displayName?: string;

  @Optional()
  @IsString()
  readonly description?: string;

  /** Absent: any type will do. */
  @Optional()
  @IsIn(valueTypes)
  readonly type?: ProfileValueType;

  /** Whether its values are lists; counts only where there is a type. */
  @Optional()
  @IsBoolean()
  readonly multiValued?: boolean;

  /** The only values that it may have, letter case aside; absent for any. */
  @Optional()
  @IsArray()
  @ArrayMaxSize(allowedValuesMax)
  @Satisfies('must hold texts, numbers and booleans only', (values) => [values].flat().every(isScalar), {
    items: { type: ['string', 'number', 'boolean'] },
  })
  readonly allowedValues?: readonly Scalar[];

  /** Whether every agent must have it. */
  @Optional()
  @IsBoolean()
  readonly required?: boolean;
}

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
