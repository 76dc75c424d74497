import { agentChangingEvents } from '../../../domain/agent/agent-before.ts';
import { GroupBefore, groupChangingEvents } from '../../../domain/group/group-before.ts';
import type { AgentId, GroupId } from '../../../domain/shared/identifiers.ts';
import type { TargetRange } from '../../ports/event-feed.ts';
import { eventOf, numberedAbout } from '../events-about.ts';
import type { PastAccount } from '../past-account.ts';
import { type Cause, causeOf, causesMax } from './difference.ts';

interface GroupCause {
  readonly cause: Cause;
  /** Whom it names as members who came or went. */
  readonly members: ReadonlySet<AgentId>;
}

interface AgentCause {
  readonly cause: Cause;
  /** The group that it tells of, where it tells that a rule's group was joined or left. */
  readonly groupId?: string;
}

const agentActions = [...agentChangingEvents, 'AgentJoinedGroup', 'AgentLeftGroup'];

/** The entries of the journal between two times, by whom they are about. */
export class Causes {
  private readonly ofGroups = new Map<GroupId, Promise<readonly GroupCause[]>>();

  constructor(
    private readonly from: PastAccount,
    private readonly to: PastAccount,
  ) {}

  async ofAgent(id: AgentId): Promise<readonly AgentCause[]> {
    const causes: AgentCause[] = [];
    for await (const entry of this.between({ type: 'agent', id }, agentActions)) {
      const told = entry.changes.find(({ path }) => path === 'group.id');
      causes.push({ cause: causeOf(entry), groupId: (told?.to ?? told?.from) as string | undefined });
    }
    return causes;
  }

  ofGroup(id: GroupId): Promise<readonly GroupCause[]> {
    const known = this.ofGroups.get(id) ?? this.readGroup(id);
    this.ofGroups.set(id, known);
    return known;
  }

  private async readGroup(id: GroupId): Promise<readonly GroupCause[]> {
    const causes: GroupCause[] = [];
    for await (const entry of this.between({ type: 'group', id }, groupChangingEvents)) {
      const told = new GroupBefore(() => true);
      // Whom its first entry names belonged to nothing before.
      told.add({ ...eventOf(entry), type: entry.action === 'GroupCreated' ? 'GroupUpdated' : entry.action });
      causes.push({ cause: causeOf(entry), members: new Set(told.members.keys()) });
    }
    return causes;
  }

  private async *between(range: TargetRange, actions: readonly string[]) {
    const { journal } = this.from.scope;
    for await (const entry of numberedAbout(journal.past, range, actions, this.from.position))
      if (entry.position <= this.to.position) yield entry;
  }
}

/** The last of them. */
export const lastOf = (causes: readonly Cause[]): readonly Cause[] => causes.slice(-causesMax);
