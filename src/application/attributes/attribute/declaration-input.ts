import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsString } from 'class-validator';
import type { Scalar } from '../../../criteria/field.ts';
import type { ProfileAttributeDeclaration } from '../../../domain/profile-attribute/profile-attribute-declaration.ts';
import type { ProfileValueType } from '../../../domain/profile-attribute/profile-value-type.ts';
import { Optional } from '../../input/optional.ts';
import { Satisfies } from '../../input/satisfies.ts';

/** More than the domain keeps: this only bounds the work of checking. */
const allowedValuesMax = 10_000;

const valueTypes = ['string', 'number', 'boolean', 'instant'] as const satisfies readonly ProfileValueType[];

const isScalar = (value: unknown): boolean =>
  typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);

/** What is said of a custom attribute, as callers give it: see `ProfileAttributeDeclaration`. */
export class DeclarationInput implements ProfileAttributeDeclaration {
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

  /** Whether its values are shown with the agents alone: audit log, request log and messages have none. */
  @Optional()
  @IsBoolean()
  readonly confidential?: boolean;
}

/** A custom attribute with its whole declaration: what is not said of it is open. */
export class DeclaredAttribute extends DeclarationInput {
  /** Without `profile.`, in any letter case where the account has it already. */
  @IsString()
  readonly name!: string;
}
