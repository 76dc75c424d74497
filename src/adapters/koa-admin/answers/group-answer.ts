import { IsBoolean, IsIn, IsInt, IsString } from 'class-validator';
import { IsIdentifier } from '../../../application/input/is-identifier.ts';
import { IsIdentifiers } from '../../../application/input/is-identifiers.ts';
import { IsInstant } from '../../../application/input/is-instant.ts';
import { Nested } from '../../../application/input/nested.ts';
import { Optional } from '../../../application/input/optional.ts';
import { IsAssignableRole } from '../../../application/roles/role/is-assignable-role.ts';
import type { Group } from '../../../domain/group/group.ts';

class RuleAnswer {
  @IsString()
  readonly text!: string;

  /** Who belongs whatever the text says. */
  @IsIdentifiers()
  readonly always!: readonly string[];

  /** Who does not. */
  @IsIdentifiers()
  readonly never!: readonly string[];

  /** Whether deactivated agents belong as well. */
  @IsBoolean()
  readonly includesDeactivated!: boolean;
}

export class GroupAnswer {
  @IsIdentifier()
  readonly id!: string;

  @IsString()
  readonly displayName!: string;

  /** What the directory calls it. */
  @Optional()
  @IsString()
  readonly externalId?: string;

  /** Whom it is made of: agents, or the people with a role above agent. */
  @IsIn(['agents', 'users'])
  readonly kind!: Group['state']['kind'];

  /** What decides who belongs: the directory that pushes it, people here by hand, or a rule. */
  @IsIn(['push', 'hand', 'rule'])
  readonly governedBy!: Group['state']['governedBy'];

  @Optional()
  @Nested(() => RuleAnswer)
  readonly rule?: RuleAnswer;

  /** The template that made it; absent where none did. */
  @Optional()
  @IsIdentifier()
  readonly templateId?: string;

  /** The role that its members have by belonging to it. */
  @Optional()
  @IsAssignableRole()
  readonly givesRole?: string;

  /** The limited administrators who may say who belongs to it. */
  @IsIdentifiers()
  readonly grantedTo!: readonly string[];

  /** Counts from 1, one up with every change, also of the membership; the entity tag holds it. 0 of a group as of a time. */
  @IsInt()
  readonly version!: number;

  @IsInstant()
  readonly createdAt!: string;

  @IsInstant()
  readonly lastModifiedAt!: string;
}

export const showGroup = ({ state }: Group): GroupAnswer => {
  const { id, displayName, externalId, kind, governedBy, rule, origin, givesRole, grantedTo } = state;
  const { version, createdAt, lastModifiedAt } = state;
  return {
    ...{ id, displayName, externalId, kind, governedBy, rule: rule && showRule(rule) },
    ...{ templateId: origin?.templateId, givesRole, grantedTo, version, createdAt, lastModifiedAt },
  };
};

const showRule = ({ text, always, never, includesDeactivated }: RuleAnswer): RuleAnswer => ({
  ...{ text, always, never, includesDeactivated },
});
