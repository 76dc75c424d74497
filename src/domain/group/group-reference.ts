import type { GroupId } from '../shared/identifiers.ts';

/** A group to which an agent belongs. */
export interface GroupReference {
  readonly id: GroupId;
  readonly displayName: string;
}
