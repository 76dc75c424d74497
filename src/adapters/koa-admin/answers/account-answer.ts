import { IsArray, IsBoolean, IsInt, IsString } from 'class-validator';
import { IsIdentifier } from '../../../application/input/is-identifier.ts';
import { IsInstant } from '../../../application/input/is-instant.ts';
import { Optional } from '../../../application/input/optional.ts';
import type { Account } from '../../../domain/account/account.ts';

export class AccountAnswer {
  @IsIdentifier()
  readonly id!: string;

  @IsString()
  readonly name!: string;

  /** The issuers of its Single Sign-On connections; where there is none, nobody is provisioned. */
  @IsArray()
  @IsString({ each: true })
  readonly ssoIssuers!: readonly string[];

  /** Whether directories may push groups and import them. */
  @IsBoolean()
  readonly groupsOverScim!: boolean;

  /** Whether custom attributes that nobody declared are taken as they come. */
  @IsBoolean()
  readonly acceptsUndeclared!: boolean;

  /** Whether agents, and the groups that directories push, are changed in the directory alone. */
  @IsBoolean()
  readonly directoryOnly!: boolean;

  /** The userNames of those who own it. */
  @IsArray()
  @IsString({ each: true })
  readonly owners!: readonly string[];

  /** Until when the request log keeps what is sent and answered; absent where it does not. */
  @Optional()
  @IsInstant()
  readonly bodiesKeptUntil?: string;

  /** After how many days entries of the audit log leave the database for an archive; absent where they stay. */
  @Optional()
  @IsInt()
  readonly auditLogDaysKept?: number;

  /** All entries of the audit log from before this time are in the archive; absent where none are. */
  @Optional()
  @IsInstant()
  readonly auditLogArchivedBefore?: string;

  /** Since when nothing is done in it any more; absent where it is open. */
  @Optional()
  @IsInstant()
  readonly closedAt?: string;

  /** Counts from 1, one up with every change; the entity tag holds it. */
  @IsInt()
  readonly version!: number;

  @IsInstant()
  readonly createdAt!: string;

  @IsInstant()
  readonly lastModifiedAt!: string;
}

export const showAccount = ({ state: { auditLogArchive, ...state } }: Account): AccountAnswer => ({
  ...state,
  auditLogArchivedBefore: auditLogArchive?.before,
});
