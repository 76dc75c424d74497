import { ArrayMaxSize, IsBoolean, IsIn, IsInt, IsString } from 'class-validator';
import type { GroupKind } from '../../../domain/group/group-reference.ts';
import type { AssignableRole } from '../../../domain/role/role.ts';
import { BrakeSetting } from '../../agents/brake/brake-setting.ts';
import { DeclaredAttribute } from '../../attributes/attribute/declaration-input.ts';
import { IsGroupKind } from '../../groups/group/is-group-kind.ts';
import { IsMoment } from '../../input/is-moment.ts';
import { Nested } from '../../input/nested.ts';
import { Nullable } from '../../input/nullable.ts';
import { Optional } from '../../input/optional.ts';
import { Satisfies } from '../../input/satisfies.ts';
import { IsAssignableRole } from '../../roles/role/is-assignable-role.ts';
import { configurationLimits } from './configuration-limits.ts';

const { itemsMax, membersMax, exceptionsMax } = configurationLimits;

const IsNames = () =>
  Satisfies(
    'must be a list of texts',
    (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
    { type: 'array', items: { type: 'string' } },
  );

/** What is said of the account as a whole. What is not said stays as it is. */
export class SettingsConfiguration {
  /** Whether directories may push groups and import them. */
  @Optional()
  @IsBoolean()
  readonly groupsOverScim?: boolean;

  /** Whether agents may have custom attributes that nobody declared. */
  @Optional()
  @IsBoolean()
  readonly acceptsUndeclared?: boolean;

  /** Whether agents, and the groups that directories push, are changed in the directory alone. */
  @Optional()
  @IsBoolean()
  readonly directoryOnly?: boolean;

  /** After how many days entries of the audit log leave the database for the archive, 30 to 36500; `null` for all to stay. */
  @Optional()
  @Nullable()
  @IsInt()
  readonly auditLogDaysKept?: number | null;

  /** When the directory deactivates too many at once, and whether it is stopped then. */
  @Optional()
  @Nested(() => BrakeSetting)
  readonly brake?: BrakeSetting;
}

abstract class Section {
  /** Whether what the section does not name is taken away; `false` where it is not said. */
  @Optional()
  @IsBoolean()
  readonly prune?: boolean;
}

export class AttributesConfiguration extends Section {
  /** With `prune`, all others are undeclared. */
  @Optional()
  @ArrayMaxSize(itemsMax)
  @Nested(() => DeclaredAttribute, { each: true })
  readonly declared?: readonly DeclaredAttribute[];

  /** The names of those that are taken out of use. With `prune`, all others are reinstated. */
  @Optional()
  @ArrayMaxSize(itemsMax)
  @IsNames()
  readonly retired?: readonly string[];
}

/** A group whose members are named by hand. */
export class HandGroup {
  @IsString()
  readonly name!: string;

  /** `agents` where it is not said; what a group has been made for stays. */
  @Optional()
  @IsGroupKind()
  readonly kind?: GroupKind;

  /** The userNames of all its members; where it is not said, they stay who they are. */
  @Optional()
  @ArrayMaxSize(membersMax)
  @IsNames()
  readonly members?: readonly string[];
}

/** That somebody belongs to a group, or does not, whatever its rule says. */
export class ConfiguredException {
  /** The userName. */
  @IsString()
  readonly agent!: string;

  @IsIn(['always', 'never'])
  readonly belongs!: 'always' | 'never';

  @Optional()
  @IsString()
  readonly reason?: string;

  /** From when on the rule decides again; what has ended is no exception. */
  @Optional()
  @IsMoment()
  readonly until?: string;
}

/** A group to which belongs whoever satisfies a rule. */
export class RuleGroupConfiguration {
  @IsString()
  readonly name!: string;

  /** `agents` where it is not said; what a group has been made for stays. */
  @Optional()
  @IsGroupKind()
  readonly kind?: GroupKind;

  /** Such as `profile.location eq "Austin" and active eq true`. */
  @IsString()
  readonly rule!: string;

  /** Whether deactivated agents belong as well; `false` where it is not said. */
  @Optional()
  @IsBoolean()
  readonly includesDeactivated?: boolean;

  /** All of them; where it is not said, they stay as they are. */
  @Optional()
  @ArrayMaxSize(exceptionsMax)
  @Nested(() => ConfiguredException, { each: true })
  readonly exceptions?: readonly ConfiguredException[];
}

/** With `prune`, all other groups that are governed by hand or by a rule of their own are removed. */
export class GroupsConfiguration extends Section {
  @Optional()
  @ArrayMaxSize(itemsMax)
  @Nested(() => HandGroup, { each: true })
  readonly byHand?: readonly HandGroup[];

  @Optional()
  @ArrayMaxSize(itemsMax)
  @Nested(() => RuleGroupConfiguration, { each: true })
  readonly byRule?: readonly RuleGroupConfiguration[];
}

/** What makes a group for every value of an attribute. */
export class TemplateConfiguration {
  /** For whose values groups are made: `profile.team`. */
  @IsString()
  readonly attribute!: string;

  /** The name of each group, `{value}` standing for the value. Templates are told apart by it. */
  @IsString()
  readonly namePattern!: string;

  /** `agents` where it is not said. */
  @Optional()
  @IsGroupKind()
  readonly kind?: GroupKind;

  /** Whether deactivated agents belong to the groups as well; `false` where it is not said. */
  @Optional()
  @IsBoolean()
  readonly includesDeactivated?: boolean;
}

/** With `prune`, all other templates are ended, and the groups that they made go with them. */
export class TemplatesConfiguration extends Section {
  @Optional()
  @ArrayMaxSize(itemsMax)
  @Nested(() => TemplateConfiguration, { each: true })
  readonly list?: readonly TemplateConfiguration[];
}

export class GivenRole {
  /** The name of the group, whatever governs it. */
  @IsString()
  readonly group!: string;

  @IsAssignableRole()
  readonly role!: AssignableRole;
}

/** Which groups give their members a role. With `prune`, no other group gives any. */
export class RolesConfiguration extends Section {
  @Optional()
  @ArrayMaxSize(itemsMax)
  @Nested(() => GivenRole, { each: true })
  readonly given?: readonly GivenRole[];
}

/**
 * What an account should be, by names and without ids. What is not said stays as it is, unless the section says `prune`;
 * an item is said whole.
 */
export class AccountConfiguration {
  @Optional()
  @Nested(() => SettingsConfiguration)
  readonly settings?: SettingsConfiguration;

  @Optional()
  @Nested(() => AttributesConfiguration)
  readonly attributes?: AttributesConfiguration;

  @Optional()
  @Nested(() => GroupsConfiguration)
  readonly groups?: GroupsConfiguration;

  @Optional()
  @Nested(() => TemplatesConfiguration)
  readonly templates?: TemplatesConfiguration;

  @Optional()
  @Nested(() => RolesConfiguration)
  readonly roles?: RolesConfiguration;
}
