import { ExceptionAnswer, showException } from '../../answers/exception-answer.ts';
import { listOperation } from '../../operation.ts';

export const listRuleExceptions = listOperation({
  method: 'get',
  path: '/groups/:id/exceptions',
  useCase: 'listRuleExceptions',
  area: 'Rules',
  summary: "List the agents about whom a group's rule does not decide",
  item: ExceptionAnswer,
  show: (exceptions) => ({ items: exceptions.map(showException) }),
});
