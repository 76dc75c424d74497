import { Group } from '../../../domain/group/group.ts';
import type { GroupMember } from '../../../domain/group/group-member.ts';
import { groupId } from '../../../domain/shared/identifiers.ts';
import { agentMissing } from '../../agents/agent/agents-named.ts';
import type { ImportOutcome } from '../../import/import-outcome.ts';
import type { Caller } from '../../ports/caller.ts';
import type { WriteScope } from '../../ports/unit-of-work.ts';
import type { AccountContext } from '../../use-case/use-case.ts';
import { rejectedMembers } from './rejected-members.ts';

interface Row {
  readonly group: string;
  readonly agent?: string;
}

/**
 * Adds those whom the rows name to the one group that they name. It is made where it is not there, unless all of them are
 * refused.
 *
 * @throws DomainError `groupGovernedOtherwise`, and what `Group.create` and `Group.revise` throw.
 */
export async function importMembersOfGroup(
  scope: WriteScope,
  { accountId }: Caller,
  { at, identifiers }: Pick<AccountContext, 'at' | 'identifiers'>,
  rows: readonly Row[],
): Promise<readonly ImportOutcome[]> {
  const { groups, journal } = scope;
  const displayName = rows[0]?.group ?? '';
  const [group] = await groups.named([displayName]);
  group?.requireGovernedBy('hand');
  const nature = group?.state ?? { id: groupId(identifiers.next()), kind: 'agents' as const };
  const agents = await scope.agents.referredTo(rows.flatMap(({ agent }) => agent ?? []));
  const ids = [...new Set([...agents.values()].map(({ id }) => id))].sort();
  const candidates = await groups.candidates(nature, ids);
  const joined = new Map<string, GroupMember>();
  const outcomeOf = async ({ agent: name }: Row): Promise<ImportOutcome> => {
    if (name === undefined) return group === undefined ? 'imported' : 'alreadyThere';
    const id = agents.get(name)?.id;
    if (id === undefined) return agentMissing(name);
    const [rejected] = await rejectedMembers([id], candidates, journal);
    if (rejected !== undefined) return rejected.refusal;
    const member = candidates.agents.get(id);
    if (member === undefined || candidates.members.has(id) || joined.has(id)) return 'alreadyThere';
    joined.set(id, member);
    return 'imported';
  };
  const outcomes: ImportOutcome[] = [];
  for (const row of rows) outcomes.push(await outcomeOf(row));
  const members = [...joined.values()];
  if (group !== undefined) {
    await groups.store(group.revise(group.desired(), { joined: members, left: [] }, at));
  } else if (outcomes.includes('imported')) {
    const settings = { kind: nature.kind, governedBy: 'hand' } as const;
    await groups.store(Group.create(nature.id, accountId, { displayName }, members, at, settings));
  }
  return outcomes;
}
