import { CallerAnswer, showCaller } from '../../answers/caller-answer.ts';
import { operation } from '../../operation.ts';

export const describeCaller = operation({
  method: 'get',
  path: '/caller',
  useCase: 'describeCaller',
  area: 'Account',
  summary: 'Tell who asks, in which account, and what that caller may do',
  answer: CallerAnswer,
  show: showCaller,
});
