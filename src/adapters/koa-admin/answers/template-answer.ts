import { IsBoolean, IsIn, IsInt, IsString } from 'class-validator';
import { IsIdentifier } from '../../../application/input/is-identifier.ts';
import { IsInstant } from '../../../application/input/is-instant.ts';
import { Nested } from '../../../application/input/nested.ts';
import type { GroupKind } from '../../../domain/group/group-reference.ts';
import type { GroupTemplate } from '../../../domain/group/group-template.ts';

/** What makes a group for every value of an attribute. */
export class TemplateAnswer {
  @IsIdentifier()
  readonly id!: string;

  /** For whose values groups are made: `profile.team`. */
  @IsString()
  readonly attribute!: string;

  /** The name of each group, `{value}` standing for the value. */
  @IsString()
  readonly namePattern!: string;

  @IsIn(['agents', 'users'])
  readonly kind!: GroupKind;

  /** Whether deactivated agents belong to the groups as well. */
  @IsBoolean()
  readonly includesDeactivated!: boolean;

  @IsInstant()
  readonly createdAt!: string;
}

export const showTemplate = ({ state }: GroupTemplate): TemplateAnswer => {
  const { id, attribute, namePattern, kind, includesDeactivated, createdAt } = state;
  return { id, attribute, namePattern, kind, includesDeactivated, createdAt };
};

/** A template, and how many groups it made of the values that there are. */
export class CreatedTemplateAnswer {
  @Nested(() => TemplateAnswer)
  readonly template!: TemplateAnswer;

  @IsInt()
  readonly groups!: number;
}
