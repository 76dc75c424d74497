import type { JsonObject } from '../../criteria/json.ts';
import { AttributesBefore } from '../shared/attributes-before.ts';
import { pastVersion } from '../shared/past-version.ts';
import type { ToldEvent } from '../shared/told-event.ts';
import { Agent, type AgentState } from './agent.ts';
import type { AgentEvent } from './agent-events.ts';

/** What changes an agent; all else that is told of one changes nothing of it. */
export const agentChangingEvents = [
  'AgentProvisioned',
  'AgentUpdated',
  'AgentDeactivated',
  'AgentReactivated',
  'AgentRemoved',
] as const satisfies readonly AgentEvent['type'][];

/** An agent as it was before events. */
export class AgentBefore {
  private readonly attributes = new AttributesBefore();
  private first: string | undefined;

  /** @param event - one behind those that were added before. */
  add({ type, changes }: ToldEvent): void {
    this.first ??= type;
    // What else is told of these is why they happened.
    const isStatus = type === 'AgentDeactivated' || type === 'AgentReactivated';
    this.attributes.add(isStatus ? changes.filter(({ path }) => path === 'active') : changes);
  }

  /** Whether there was such an agent; to be asked once an event was added. */
  get wasThere(): boolean {
    return this.first !== 'AgentProvisioned';
  }

  /**
   * To be asked where it was there.
   *
   * @param after - the agent as it is; absent where it was removed.
   * @param facts - what no event tells, or none of these.
   */
  of(
    after: Agent | undefined,
    facts: Pick<AgentState, 'id' | 'accountId' | 'createdAt' | 'lastModifiedAt'>,
  ): Agent {
    const attributes = this.attributes.of(after?.attributes() ?? {});
    return Agent.restore({ ...stateOf(attributes), ...facts, version: pastVersion });
  }
}

/** Of the attributes of an agent as `Agent.attributes` names them. */
function stateOf(attributes: JsonObject) {
  const { userName, active, externalId, displayName, name, emails, profile, ...directory } =
    attributes as JsonObject & Partial<AgentState>;
  return {
    status: active === true ? ('active' as const) : ('deactivated' as const),
    ...{ userName: userName as AgentState['userName'], externalId, displayName },
    ...{ name: name ?? {}, emails: emails ?? [], profile: profile ?? {}, directory },
  };
}
