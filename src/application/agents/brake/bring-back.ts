import type { JsonValue } from '../../../criteria/json.ts';
import type { Agent, AgentChange } from '../../../domain/agent/agent.ts';
import type { Wave } from '../../../domain/agent/brake-state.ts';
import { withReason } from '../../../domain/agent/reason-of-change.ts';
import { memberOf } from '../../../domain/group/group-member.ts';
import { type AgentId, type GroupId, groupId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import { requireChangeableHere } from '../../groups/group/group-changer.ts';
import type { Caller } from '../../ports/caller.ts';
import { entriesPerPageMax } from '../../ports/event-feed.ts';
import type { JournalEntry } from '../../ports/journal-entry.ts';
import type { ReadScope, UnitOfWork, WriteScope } from '../../ports/unit-of-work.ts';
import type { AccountContext } from '../../use-case/use-case.ts';
import { findAgent } from '../agent/find-agent.ts';
import { storeAgent } from '../agent/store-agent.ts';
import { directoriesOf, isByDirectory, isOutByWave, lastOfAccess } from './agents-of-wave.ts';

/**
 * Lets an agent in again whom the directory deactivated in the wave, and has it be what it was: with the roles that the same request
 * took, and in the groups from which the directory took it since. Nothing changes where the agent is out for another reason, or back.
 *
 * @throws DomainError `agentNotFound`, `directoryOnly`, `ssoNotSetUp`, and what `Agent.revise` throws.
 */
export async function bringBack(
  unitOfWork: UnitOfWork,
  caller: Caller,
  { id, reason }: { readonly id: AgentId; readonly reason?: string },
  context: AccountContext,
): Promise<Agent> {
  const { account, at, attempt, identifiers } = context;
  requireChangeableHere(caller, account, 'its agents');
  account.requireSso();
  const lost = await unitOfWork.read(caller, (scope) => groupsLost(scope, id));
  return unitOfWork.transact(caller, async (scope) => {
    const agent = await findAgent(scope.agents, id, attempt);
    const { wave } = (await scope.brake.find()).state;
    if (agent.active || wave === undefined) return agent;
    const entries = await scope.journal.newestAbout('agent', id, entriesPerPageMax);
    const last = lastOfAccess(entries);
    if (last === undefined || !isOutByWave(last, wave, await directoriesOf(scope.tokens))) return agent;
    const { profileSchema } = await scope.policy.current();
    const roles = rolesBefore(entries, last);
    const change: AgentChange =
      roles === undefined
        ? agent.reactivate(at)
        : agent.revise(
            { ...agent.desired(), active: true, directory: { ...agent.state.directory, roles } },
            at,
            profileSchema,
          );
    const { agent: back } = await storeAgent(scope, identifiers, withReason(change, reason));
    for (const group of lost) await rejoin(scope, group, back, at);
    return back;
  });
}

/** The roles that the request took which deactivated; `undefined` where it left them as they were. */
function rolesBefore(entries: readonly JournalEntry[], { requestId }: JournalEntry): JsonValue | undefined {
  const update = entries.find((entry) => entry.action === 'AgentUpdated' && entry.requestId === requestId);
  return update?.changes.find(({ path }) => path === 'roles')?.from;
}

/** The groups from which the directory took the agent since the wave began, and in which nobody has decided about it since. */
async function groupsLost(
  { brake, journal, tokens }: Pick<ReadScope, 'brake' | 'journal' | 'tokens'>,
  id: AgentId,
): Promise<readonly GroupId[]> {
  const { wave } = (await brake.find()).state;
  if (wave === undefined) return [];
  const directories = await directoriesOf(tokens);
  const newest = new Map<string, JournalEntry>();
  for (const entry of await entriesOfGroups(journal, id, wave)) {
    const group = entry.target?.id ?? '';
    if (!newest.has(group)) newest.set(group, entry);
  }
  return [...newest].flatMap(([group, entry]) =>
    isByDirectory(entry, directories) && hasLeft(entry, id) ? [groupId(group)] : [],
  );
}

/** The newest first. */
const entriesOfGroups = (journal: ReadScope['journal'], id: AgentId, { since }: Wave) =>
  journal.latest({
    ...{ targetType: 'group', action: 'GroupMembersChanged', involving: id, since },
    limit: entriesPerPageMax,
  });

/** Of very many members some have no name in the entry. */
const hasLeft = ({ changes }: JournalEntry, id: AgentId): boolean =>
  changes
    .filter(({ path }) => path === 'members')
    .some(({ from }) => [from ?? []].flat().some((one) => one === id || idOf(one) === id));

const idOf = (member: JsonValue): JsonValue | undefined => (member as { readonly id?: JsonValue } | null)?.id;

async function rejoin({ groups }: WriteScope, id: GroupId, { state }: Agent, at: Instant): Promise<void> {
  const group = await groups.find(id);
  // Rules decide by themselves, and a group that is gone stays gone.
  if (group === undefined || group.state.governedBy === 'rule') return;
  const { members, withoutRole } = await groups.candidates(group.state, [state.id]);
  if (members.has(state.id) || withoutRole.has(state.id)) return;
  await groups.store(group.revise(group.desired(), { joined: [memberOf(state)], left: [] }, at));
}
