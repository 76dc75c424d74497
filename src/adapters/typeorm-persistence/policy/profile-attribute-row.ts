import type {
  KnownProfileAttribute,
  SeenProfileAttribute,
} from '../../../domain/profile-attribute/known-profile-attribute.ts';
import type { ProfileAttributeDeclaration } from '../../../domain/profile-attribute/profile-attribute-declaration.ts';
import type { ProfileValueType } from '../../../domain/profile-attribute/profile-value-type.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import { columnsOf, type RowOf } from '../entities/column-lists.ts';
import { profileAttributeEntity } from '../entities/profile-attribute-entity.ts';

export type ProfileAttributeRow = RowOf<typeof profileAttributeEntity>;

export const profileAttributeColumns = columnsOf(profileAttributeEntity).join(', ');

/** `types` has the bits of the types seen, and `listBit` where some value was a list. */
const typeBits: Readonly<Record<ProfileValueType, number>> = { string: 1, number: 2, boolean: 4, instant: 8 };
const listBit = 16;
const everyBit = [...Object.values(typeBits), listBit];

export function profileAttributeOf(row: ProfileAttributeRow): KnownProfileAttribute {
  const { name, types, first_seen_at, last_seen_at, declaration, retired_at, renamed_to } = row;
  return {
    name,
    types: (Object.keys(typeBits) as ProfileValueType[]).filter((type) => (types & typeBits[type]) !== 0),
    multiValued: (types & listBit) !== 0,
    firstSeenAt: (first_seen_at as Instant | null) ?? undefined,
    lastSeenAt: (last_seen_at as Instant | null) ?? undefined,
    declaration: declaration === null ? undefined : (JSON.parse(declaration) as ProfileAttributeDeclaration),
    retiredAt: (retired_at as Instant | null) ?? undefined,
    renamedTo: renamed_to ?? undefined,
  };
}

/** What administrators decided of the attribute. */
export const decidedRow = (
  attribute: KnownProfileAttribute,
): Pick<ProfileAttributeRow, 'declaration' | 'retired_at' | 'renamed_to'> => ({
  declaration: attribute.declaration === undefined ? null : JSON.stringify(attribute.declaration),
  retired_at: attribute.retiredAt ?? null,
  renamed_to: attribute.renamedTo ?? null,
});

export const bitsOf = ({ types, multiValued }: SeenProfileAttribute): number =>
  types.reduce((sum, type) => sum | typeBits[type], multiValued ? listBit : 0);

export const singleBits = (bits: number): number[] => everyBit.filter((bit) => (bits & bit) !== 0);
