import { IssuedTokenAnswer, showIssuedToken } from '../../answers/token-answer.ts';
import { operation } from '../../operation.ts';

export const rotateToken = operation({
  method: 'post',
  path: '/tokens/:id/rotate',
  useCase: 'rotateToken',
  area: 'Tokens',
  summary: 'Make a token that takes over; both work until the old one is revoked',
  creates: true,
  answersSecret: true,
  answer: IssuedTokenAnswer,
  show: showIssuedToken,
});
