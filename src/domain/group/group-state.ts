import type { Field, Scalar } from '../../criteria/field.ts';
import type { AssignableRole } from '../role/role.ts';
import type { AccountId, AgentId, GroupId } from '../shared/identifiers.ts';
import type { Instant } from '../shared/instant.ts';
import type { GroupGovernance } from './group-governance.ts';
import type { GroupKind } from './group-reference.ts';
import type { GroupTemplateId } from './group-template.ts';
import type { MembershipRule } from './membership-rule.ts';

/** The template that made a group, and for which value. */
export interface GroupOrigin {
  readonly templateId: GroupTemplateId;
  readonly field: Field;
  readonly value: Scalar;
}

export interface GroupState {
  readonly id: GroupId;
  readonly accountId: AccountId;
  readonly displayName: string;
  readonly externalId?: string;
  readonly kind: GroupKind;
  readonly governedBy: GroupGovernance;
  /** Present where it governs. */
  readonly rule?: MembershipRule;
  /** Absent for groups that no template made. */
  readonly origin?: GroupOrigin;
  /** The role that its members have by belonging to it. */
  readonly givesRole?: AssignableRole;
  /** Who may say who belongs to it while their role is that of a limited administrator. Agents that are gone may be named. */
  readonly grantedTo: readonly AgentId[];
  /** Counts from 1, one up with every change, also of the membership. */
  readonly version: number;
  readonly createdAt: Instant;
  readonly lastModifiedAt: Instant;
}
