import { RequestAnswer, showRequest } from '../../answers/request-answer.ts';
import { operation } from '../../operation.ts';

export const readRequest = operation({
  method: 'get',
  path: '/requests/:id',
  useCase: 'readRequest',
  area: 'Requests',
  summary: 'Read a request by its place in the log, with the bodies that are kept of it',
  answer: RequestAnswer,
  show: showRequest,
});
