import { showToken, TokenAnswer } from '../../answers/token-answer.ts';
import { operation } from '../../operation.ts';

export const revokeToken = operation({
  method: 'post',
  path: '/tokens/:id/revoke',
  useCase: 'revokeToken',
  area: 'Tokens',
  summary: 'End a token; within seconds it works nowhere',
  answer: TokenAnswer,
  show: showToken,
});
