import { useQuery } from '@tanstack/react-query';
import type { AgentAnswer } from '../../../koa-admin/answers/agent-answer.ts';
import type { ExplainedRoleAnswer } from '../../../koa-admin/answers/role-answers.ts';
import { roleOf } from '../../people/role-of.ts';
import { roleName } from '../../people/role-words.ts';
import { Roll, RollRow } from '../../roll/roll.tsx';
import { Answered } from '../../states/answered.tsx';

/** As pages of refused sign-ins are headed. */
const pageWords = {
  agentDeactivated: 'Your access has been taken away',
  mayNotEnter: 'You have no role here',
} as const;

/** Whether the person would be let in, condition by condition. */
export function NextSignIn({ agent }: { readonly agent: AgentAnswer }) {
  const isActive = agent.status === 'active';
  return (
    <Answered query={useQuery(roleOf(agent.id))} rows={2}>
      {({ role, because }) => (
        <Roll label="What a sign-in asks">
          <RollRow name="Is active" state={isActive ? 'present' : 'absent'} answer={isActive ? 'Yes' : 'No'}>
            {!isActive && 'Whoever is deactivated is turned away, and told so.'}
          </RollRow>
          <RollRow
            name="Has a role"
            state={because.length > 0 ? 'present' : 'absent'}
            answer={because.length > 0 ? 'Yes' : 'No'}
          >
            {because.map(sentenceOf).join(' ')}
            {because.length === 0 && 'Okta pushes roles, or a group gives one.'}
          </RollRow>
          <RollRow
            name="Would be let in"
            state={role === undefined ? 'absent' : 'present'}
            answer={role === undefined ? 'No' : `As ${roleName(role)}`}
          >
            {role === undefined && (
              <>
                The page would say: <q>{isActive ? pageWords.mayNotEnter : pageWords.agentDeactivated}</q>.
              </>
            )}
          </RollRow>
        </Roll>
      )}
    </Answered>
  );
}

function sentenceOf({ role, because, group }: ExplainedRoleAnswer['because'][number]): string {
  if (because === 'owner') return 'Is an owner, named by an operator.';
  if (because === 'group') return `Is ${roleName(role)} by the group ${group?.displayName}.`;
  return `Is ${roleName(role)}, as Okta says.`;
}
