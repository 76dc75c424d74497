import { any, type Criteria } from '../../criteria/criteria.ts';
import { criteriaPredicate } from '../../criteria/match-criteria.ts';
import { agentValues } from '../../domain/agent/agent-values.ts';
import { RuleGroups } from '../../domain/group/rule-groups.ts';
import type { AgentView } from '../../domain/membership/agent-view.ts';
import { memberQuestionsIn, withMembersAnswered } from '../../domain/membership/criteria-about-members.ts';
import type { GroupId } from '../../domain/shared/identifiers.ts';
import { AgentWalk } from './agent-walk.ts';
import type { PastAccount } from './past-account.ts';
import type { PastGroups } from './past-groups.ts';
import { PastMemberships } from './past-memberships.ts';

/** No rule is asked of a database here. */
const noPolicy = { ruleGroups: new RuleGroups([]) };

/**
 * Criteria about groups without a question about members, each of which is answered as of the time. One that names an agent is
 * answered at once; all others together by looking at all agents.
 */
export async function withPastMembersAnswered(
  past: PastAccount,
  groups: PastGroups,
  criteria: Criteria,
): Promise<Criteria> {
  const memberships = new PastMemberships(groups, past.at);
  const questions = memberQuestionsIn(criteria, noPolicy).map((question) => ({
    ...question,
    holds: criteriaPredicate(question.criteria),
    groups: new Set<GroupId>(),
  }));
  const ask = async (asked: typeof questions): Promise<void> => {
    const walk = new AgentWalk(past, any(...asked.map((question) => question.criteria)), memberships);
    for await (const page of walk.found()) for (const view of page) answer(asked, view);
  };
  const answer = (asked: typeof questions, view: AgentView): void => {
    const values = agentValues(view);
    for (const question of asked) {
      if (!question.holds(values)) continue;
      for (const { id } of view.groups ?? []) question.groups.add(id);
    }
  };
  for (const question of questions) if (question.namesAgent) await ask([question]);
  const others = questions.filter(({ namesAgent }) => !namesAgent);
  if (others.length > 0) await ask(others);
  return withMembersAnswered(
    criteria,
    questions.map((question) => [...question.groups]),
  );
}
