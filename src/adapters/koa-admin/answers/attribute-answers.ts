import { IsArray, IsBoolean, IsIn, IsInt, IsString } from 'class-validator';
import { DeclarationInput } from '../../../application/attributes/attribute/declaration-input.ts';
import type { DescribedProfileAttribute } from '../../../application/attributes/describe-profile-attribute.ts';
import { IsInstant } from '../../../application/input/is-instant.ts';
import { Nested } from '../../../application/input/nested.ts';
import { Optional } from '../../../application/input/optional.ts';
import { Satisfies } from '../../../application/input/satisfies.ts';
import type { Scalar } from '../../../criteria/field.ts';
import {
  attributeVersion,
  type KnownProfileAttribute,
} from '../../../domain/profile-attribute/known-profile-attribute.ts';
import type { UnkeptAttribute, UnkeptWith } from '../../../domain/profile-attribute/unkept-attribute.ts';

/** A custom attribute of the account. */
export class AttributeAnswer {
  /** Without `profile.`. */
  @IsString()
  readonly name!: string;

  /** Of what types its values are. */
  @IsArray()
  @IsIn(['string', 'number', 'boolean', 'instant'], { each: true })
  readonly types!: readonly string[];

  @IsBoolean()
  readonly multiValued!: boolean;

  /** Absent where no agent ever had it. */
  @Optional()
  @IsInstant()
  readonly firstSeenAt?: string;

  /** When an agent that has it was last written; exact to an hour. */
  @Optional()
  @IsInstant()
  readonly lastSeenAt?: string;

  /** What values it may have, as it was declared. */
  @Optional()
  @Nested(() => DeclarationInput)
  readonly declaration?: DeclarationInput;

  /** Since when nobody is to use it; its values are kept. */
  @Optional()
  @IsInstant()
  readonly retiredAt?: string;

  /** The name under which its values are kept since it was renamed. */
  @Optional()
  @IsString()
  readonly renamedTo?: string;

  /** Another one when it is declared, retired or renamed otherwise; the entity tag holds it. */
  @IsInt()
  readonly version!: number;
}

export function showAttribute(attribute: KnownProfileAttribute): AttributeAnswer {
  const { name, types, multiValued, firstSeenAt, lastSeenAt, declaration, retiredAt, renamedTo } = attribute;
  const version = attributeVersion(attribute);
  return { name, types, multiValued, firstSeenAt, lastSeenAt, declaration, retiredAt, renamedTo, version };
}

class CommonValueAnswer {
  @Satisfies('must be a text, a number or a boolean', () => true, { type: ['string', 'number', 'boolean'] })
  readonly value!: Scalar;

  @IsInt()
  readonly agents!: number;
}

/** A custom attribute, and how much it is used. */
export class DescribedAttributeAnswer {
  @Nested(() => AttributeAnswer)
  readonly attribute!: AttributeAnswer;

  /** How many agents have it. */
  @IsInt()
  readonly agents!: number;

  /** Its values and how many agents have each, the most common first; ten at most. */
  @Nested(() => CommonValueAnswer, { each: true })
  readonly commonValues!: readonly CommonValueAnswer[];

  /** How many agents have values that an interrupted rename has not moved yet. */
  @IsInt()
  readonly agentsToMove!: number;
}

export const showDescribed = (described: DescribedProfileAttribute): DescribedAttributeAnswer => {
  const { attribute, agents, commonValues, agentsToMove } = described;
  return { attribute: showAttribute(attribute), agents, commonValues, agentsToMove };
};

/** What directories sent and what is not kept. */
export class UnkeptAttributeAnswer {
  @IsIn(['agents', 'groups'])
  readonly with!: UnkeptWith;

  /** As the directory wrote it. */
  @IsString()
  readonly name!: string;

  /** How many requests had it. */
  @IsInt()
  readonly times!: number;

  /** A value that came. */
  @IsString()
  readonly example!: string;

  @IsInstant()
  readonly firstSentAt!: string;

  @IsInstant()
  readonly lastSentAt!: string;

  /** The external name under which it would be kept; absent where there is none. */
  @Optional()
  @IsString()
  readonly keptAs?: string;
}

export const showUnkept = ({ state, keptAs }: UnkeptAttribute): UnkeptAttributeAnswer => {
  const { with: sentWith, name, times, example, firstSentAt, lastSentAt } = state;
  return { with: sentWith, name, times, example, firstSentAt, lastSentAt, keptAs };
};

/** How many agents were given a renamed attribute. */
export class RenamedAttributeAnswer {
  @IsInt()
  readonly agents!: number;
}
