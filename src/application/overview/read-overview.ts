import { equals } from '../../criteria/criteria.ts';
import type { AgentCount } from '../../domain/agent/agent-count.ts';
import { agentFields } from '../../domain/agent/agent-fields.ts';
import { type Instant, instantPlus } from '../../domain/shared/instant.ts';
import { countAgents } from '../agents/agent/count-agents.ts';
import type { JournalHour } from '../ports/event-feed.ts';
import { mayRun } from '../requester/require-permission.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { brakeFindings } from './parts/brake-findings.ts';
import { type Part, partOf } from './parts/finding.ts';
import { groupFindings } from './parts/group-findings.ts';
import { pushFindings } from './parts/push-findings.ts';
import { signInFindings } from './parts/sign-in-findings.ts';
import { tokenFindings } from './parts/token-findings.ts';

const dayMilliseconds = 86_400_000;

/** Whether an account's integration works, as far as the caller may know. */
export interface Overview {
  /** Those that the caller may look at. */
  readonly parts: readonly Part[];
  readonly agents: { readonly active: AgentCount; readonly deactivated: AgentCount };
  /** What directories did in the last day, hour by hour; absent where the caller may not read the audit log. */
  readonly pushes?: readonly JournalHour[];
  /** When anything happened last. */
  readonly lastEventAt?: Instant;
}

/** Whether the integration works: what each part last did, and what needs somebody's attention. */
export const readOverview = defineUseCase({
  name: 'ReadOverview',
  permission: 'agents:read',
  kind: 'reads',
  readsJournal: () => true,
  run: async (scope, { principal }, _, { at }): Promise<Overview> => {
    const { agents, journal, sessions, ssoConnections, tokens } = scope;
    const parts: Part[] = [];
    if (mayRun('sso:read', principal)) {
      const findings = signInFindings(await ssoConnections.list(), await sessions.newest(), at);
      parts.push(partOf('singleSignOn', findings));
    }
    if (mayRun('tokens:read', principal)) parts.push(partOf('token', tokenFindings(await tokens.list(), at)));
    const readsJournal = mayRun('auditLog:read', principal);
    if (readsJournal) {
      const pushed = await pushFindings(journal, await tokens.list(), at);
      parts.push(partOf('pushes', [...pushed, ...brakeFindings(await scope.brake.find())]));
    }
    if (mayRun('rules:read', principal))
      parts.push(partOf('groups', await groupFindings(scope, at, readsJournal ? journal : undefined)));
    const [newest] = readsJournal ? await journal.latest({ limit: 1 }) : [];
    return {
      parts,
      agents: {
        active: await countAgents(agents, equals(agentFields.active, true)),
        deactivated: await countAgents(agents, equals(agentFields.active, false)),
      },
      pushes: readsJournal ? await journal.hours('token', instantPlus(at, -dayMilliseconds)) : undefined,
      lastEventAt: newest?.at,
    };
  },
});
