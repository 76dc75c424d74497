import type { GroupKind } from '../../../domain/group/group-reference.ts';
import { groupResourceType, userGroupResourceType } from '../../../scim/schema/group-resource-type.ts';
import type { ResourceType } from '../../../scim/schema/resource-type.ts';

/** As which resource type groups of a kind are shown. */
export const groupTypeOf = (kind: GroupKind): ResourceType =>
  kind === 'agents' ? groupResourceType : userGroupResourceType;
