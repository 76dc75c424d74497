import type { JsonValue } from '../../criteria/json.ts';
import type { VisitUnknown } from '../../scim/resource/unknown-members.ts';
import type { ResourceType } from '../../scim/schema/resource-type.ts';

/** Names; a request of a Bulk may have very many. */
const unkeptOfRequestMax = 100;

/** What came with a resource of the type and is not kept, since no schema knows its name. */
interface UnkeptValue {
  readonly type: ResourceType;
  readonly name: string;
  readonly value: JsonValue;
}

/** Takes what a request has that is not kept. */
export interface UnkeptValues {
  /**
   * By type and name: what a request has in many resources, or is read for twice, is one. Absent where all is kept, as
   * nearly always.
   */
  unkept?: Map<string, UnkeptValue>;
}

export const unkeptIn =
  (told: UnkeptValues, type: ResourceType): VisitUnknown =>
  (name, value) => {
    told.unkept ??= new Map();
    if (told.unkept.size < unkeptOfRequestMax) told.unkept.set(`${type.id} ${name}`, { type, name, value });
  };
