import type { JsonObject } from '../../criteria/json.ts';
import { contentVersion } from '../shared/content-version.ts';
import type { Instant } from '../shared/instant.ts';
import type { ProfileAttributeDeclaration } from './profile-attribute-declaration.ts';
import { type ProfileValueType, profileValueType } from './profile-value-type.ts';

/** What is seen of a custom attribute in one agent's profile. */
export interface SeenProfileAttribute {
  readonly name: string;
  readonly types: readonly ProfileValueType[];
  readonly multiValued: boolean;
}

/** A custom attribute that the account has, since an agent had it or an administrator declared it. */
export interface KnownProfileAttribute extends SeenProfileAttribute {
  /** Absent where no agent ever had it. */
  readonly firstSeenAt?: Instant;
  /** When an agent that has it was last written; exact to an hour. */
  readonly lastSeenAt?: Instant;
  readonly declaration?: ProfileAttributeDeclaration;
  /** Since when nobody is to use it; its values are kept. */
  readonly retiredAt?: Instant;
  /** The name under which its values are kept since it was renamed. */
  readonly renamedTo?: string;
}

/** The version of what administrators decide of it, whatever agents have of it. */
export const attributeVersion = ({ declaration, retiredAt, renamedTo }: KnownProfileAttribute): number =>
  contentVersion({ declaration, retiredAt, renamedTo });

/** Whether it can be asked about: retired and renamed attributes cannot. */
export const isCurrent = ({ retiredAt, renamedTo }: KnownProfileAttribute): boolean =>
  retiredAt === undefined && renamedTo === undefined;

export const seenProfileAttributes = (profile: JsonObject): SeenProfileAttribute[] =>
  Object.entries(profile).flatMap(([name, value]) =>
    value === undefined
      ? []
      : [
          {
            name,
            multiValued: Array.isArray(value),
            types: [...new Set([value].flat().map(profileValueType))],
          },
        ],
  );
