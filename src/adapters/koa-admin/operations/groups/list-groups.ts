import { IsBoolean, IsString, MaxLength } from 'class-validator';
import { IsGroupKind } from '../../../../application/groups/group/is-group-kind.ts';
import { Optional } from '../../../../application/input/optional.ts';
import { all, type Criteria, equals } from '../../../../criteria/criteria.ts';
import { groupFields } from '../../../../domain/group/group-fields.ts';
import type { GroupKind } from '../../../../domain/group/group-reference.ts';
import { GroupAnswer, showGroup } from '../../answers/group-answer.ts';
import { listOperation } from '../../operation.ts';
import { type ListCursor, listingOf, pageOf } from '../../request/list-cursor.ts';
import { PastPageRequest } from '../../request/past-request.ts';

class GroupsRequest extends PastPageRequest {
  /** Only those of this kind. */
  @Optional()
  @IsGroupKind()
  readonly kind?: GroupKind;

  /** A part of their names, letter case aside. */
  @Optional()
  @IsString()
  @MaxLength(200)
  readonly search?: string;

  /** Whether they are sorted by their names; in the order in which they were made where it is not said. */
  @Optional()
  @IsBoolean()
  readonly byName?: boolean;

  /** Whether to count how many there are; `false` where it is not said. */
  @Optional()
  @IsBoolean()
  readonly withTotal?: boolean;
}

export const listGroups = listOperation({
  method: 'get',
  path: '/groups',
  useCase: 'listGroups',
  area: 'Groups',
  summary: 'List groups, and what governs each of them',
  request: GroupsRequest,
  inputOf: ({ kind, search, at, byName = false, ...page }, cursor) => ({
    ...listingOf(page, cursor as ListCursor | undefined),
    at,
    criteria: all(
      ...(kind === undefined ? [] : [equals(groupFields.kind, kind)]),
      ...(search === undefined ? [] : [isNamedLike(search)]),
    ),
    ordering: byName ? { field: groupFields.displayName, descending: false } : undefined,
  }),
  item: GroupAnswer,
  show: (page) => pageOf(page, ({ group }) => showGroup(group)),
});

const isNamedLike = (value: string): Criteria => ({
  kind: 'compare',
  field: groupFields.displayName,
  operator: 'contains',
  value,
});
