import { RemovedConnectionAnswer } from '../../answers/connection-answer.ts';
import { operation } from '../../operation.ts';

export const removeSsoConnection = operation({
  method: 'delete',
  path: '/sso-connections/:id',
  useCase: 'removeSsoConnection',
  area: 'Single Sign-On',
  summary: 'Remove a connection',
  answer: RemovedConnectionAnswer,
  show: ({ wasLast }) => ({ wasLast }),
});
