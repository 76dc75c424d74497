import { ExplainedRoleAnswer, showExplainedRole } from '../../answers/role-answers.ts';
import { operation } from '../../operation.ts';

export const explainRole = operation({
  method: 'get',
  path: '/agents/:id/role',
  useCase: 'explainRole',
  area: 'Roles',
  summary: 'Tell which role an agent has, and through what',
  answer: ExplainedRoleAnswer,
  show: showExplainedRole,
});
