import { equalJson, isJsonObject } from '../../../criteria/json.ts';
import type { AgentChange } from '../../../domain/agent/agent.ts';
import type { RevisedAgent } from '../../../domain/agent/desired-agent.ts';
import { withoutRefusedPart } from '../../../domain/agent/refused-part.ts';
import type { AgentView } from '../../../domain/membership/agent-view.ts';
import type { ProfileSchema } from '../../../domain/profile-attribute/profile-schema.ts';
import { attributeChanges } from '../../../domain/shared/attribute-change.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import type { LeftOut } from '../../ports/journal-entry.ts';
import type { WriteScope } from '../../ports/unit-of-work.ts';
import { leftOutOf } from '../../refusals/left-out.ts';
import type { AccountContext } from '../../use-case/use-case.ts';
import { RevisedAgentInput } from './desired-agent-input.ts';
import { storeKnownAgent } from './store-known-agent.ts';

/** Each look at all attributes finds one that has to be left out; after so many looks all of them are. */
const triesMax = 100;

/** The revision of an agent: strict, unless it is to keep the agent out (decision 36). */
export class RevisionOfAgent {
  /** What stays as it was so that the agent is kept out. */
  readonly leftOut: LeftOut[] = [];

  constructor(
    private readonly scope: WriteScope,
    private readonly view: AgentView,
    private readonly schema: ProfileSchema,
    private readonly context: AccountContext,
  ) {}

  /**
   * @returns the agent with its groups after the change; the same agent where nothing changes.
   * @throws DomainError what `Agent.revise` throws, and `ssoNotSetUp`, unless `revised` says `active: false`.
   */
  async store(revised: RevisedAgent): Promise<AgentView> {
    const { agent } = this.view;
    let desired = revised;
    for (let tries = 1; ; tries++) {
      try {
        return await this.write(this.changeTo(desired));
      } catch (error) {
        if (!(error instanceof DomainError) || !isJsonObject(revised) || revised.active !== false)
          throw error;
        const refused = error.details.attribute;
        const spared =
          tries < triesMax ? withoutRefusedPart(desired, agent, refused, this.schema) : undefined;
        if (spared === undefined) return this.keepOutAlone(desired, error);
        this.leftOut.push(leftOutOf(error));
        desired = spared;
      }
    }
  }

  /** @throws DomainError `inputInvalid`, `ssoNotSetUp`, and what `Agent.revise` throws. */
  private changeTo(desired: RevisedAgent): AgentChange {
    const { account, at, check } = this.context;
    const { agent } = this.view;
    const change = agent.revise(check(RevisedAgentInput, desired), at, this.schema);
    if (account.hasSso) return change;
    // Whoever may no longer sign in is kept out whatever became of Single Sign-On, also where the write moves an
    // attribute that was renamed.
    const active = agent.active && change.state.active;
    const asItIs = agent.revise({ ...agent.desired(), active }, at, this.schema);
    if (!equalJson(asItIs.state.attributes(), change.state.attributes())) account.requireSso();
    return active ? { before: agent, state: agent, events: [] } : agent.deactivate(at);
  }

  /** The last resort, for what no single attribute is to blame. */
  private keepOutAlone({ directory, ...desired }: RevisedAgent, refusal: DomainError): Promise<AgentView> {
    const { agent } = this.view;
    const { active, ...current } = agent.attributes();
    const others = attributeChanges(current, { ...directory, ...desired, active: undefined });
    this.leftOut.push(...others.map(({ path }) => ({ ...leftOutOf(refusal), path })));
    return this.write(agent.deactivate(this.context.at));
  }

  private write(change: AgentChange): Promise<AgentView> {
    return storeKnownAgent(this.scope, this.context, change, this.view, 'push');
  }
}
