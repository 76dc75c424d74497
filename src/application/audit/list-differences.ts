import { IsIn, IsInt, Max, Min } from 'class-validator';
import { DomainError } from '../../domain/shared/domain-error.ts';
import { type AgentId, agentId, groupId } from '../../domain/shared/identifiers.ts';
import type { Instant } from '../../domain/shared/instant.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { IsInstant } from '../input/is-instant.ts';
import { Nested } from '../input/nested.ts';
import { Optional } from '../input/optional.ts';
import { resourcesPerPageDefault } from '../listing/listing.ts';
import { AgentDifferences, type Side } from '../past/difference/agent-differences.ts';
import type { Difference } from '../past/difference/difference.ts';
import { groupDifferences } from '../past/difference/group-differences.ts';
import { accountAt, type PastAccount } from '../past/past-account.ts';
import { pastGroups } from '../past/past-groups.ts';
import { resourcesPerPageMax } from '../ports/list-page.ts';
import { defineUseCase } from '../use-case/use-case.ts';

/** Behind which difference a list goes on. */
export class DifferencePosition {
  @IsIn(['agent', 'group'])
  readonly type!: Difference['type'];

  @IsIdentifier()
  readonly id!: string;
}

export class TwoTimes {
  @IsInstant()
  readonly from!: Instant;

  /** Now where it is not said. */
  @Optional()
  @IsInstant()
  readonly to?: Instant;

  /** Only what differs of this agent, who may be gone. */
  @Optional()
  @IsIdentifier()
  readonly agentId?: AgentId;

  /** `next` of the page before; the first page where it is not said. */
  @Optional()
  @Nested(() => DifferencePosition)
  readonly after?: DifferencePosition;

  /** 100 where it is not said. */
  @Optional()
  @IsInt()
  @Min(1)
  @Max(resourcesPerPageMax)
  readonly limit?: number;
}

export interface DifferencePage {
  readonly differences: readonly Difference[];
  /** Absent on the last page. */
  readonly next?: Pick<Difference, 'type' | 'id'>;
}

/**
 * What differs in an account between two times and by which entries of the audit log that came about: groups first, then
 * agents and to which groups they belong. It looks at all agents as they were at both times.
 *
 * @throws DomainError `attributeInvalid` where a time is none of the account's, or the second is before the first; `pastUntold`,
 * `criteriaTooWide`.
 */
export const listDifferences = defineUseCase({
  name: 'ListDifferences',
  permission: 'auditLog:read',
  kind: 'reads',
  input: TwoTimes,
  readsJournal: () => true,
  run: async (scope, caller, input, context): Promise<DifferencePage> => {
    const { from, to = context.at, limit = resourcesPerPageDefault } = input;
    if (to < from) throw timesInvalid(from, to);
    const sideAt = async (at: Instant) => sideOf(await accountAt(scope, caller, context, at), input);
    const [before, after] = [await sideAt(from), await sideAt(to)];
    const differences: Difference[] = [];
    for await (const difference of differencesBehind(before, after, input)) {
      if (differences.length === limit) return { differences, next: positionOf(differences.at(-1)) };
      differences.push(difference);
    }
    return { differences };
  },
});

async function sideOf(past: PastAccount, { agentId: only }: TwoTimes): Promise<Side> {
  return { past, groups: await pastGroups(past, (id) => only === undefined || id === only) };
}

async function* differencesBehind(before: Side, after: Side, { after: last, agentId: only }: TwoTimes) {
  if (only === undefined && last?.type !== 'agent')
    yield* groupDifferences(before, after, last && groupId(last.id));
  const start = last?.type === 'agent' ? agentId(last.id) : undefined;
  yield* new AgentDifferences(before, after).differences(start, only);
}

const positionOf = (last: Difference | undefined): DifferencePage['next'] =>
  last && { type: last.type, id: last.id };

const timesInvalid = (from: Instant, to: Instant): DomainError =>
  new DomainError('attributeInvalid', `The second time, ${to}, is before the first, ${from}.`, {
    attribute: 'to',
  });
