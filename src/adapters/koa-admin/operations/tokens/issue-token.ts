import { IssuedTokenAnswer, showIssuedToken } from '../../answers/token-answer.ts';
import { operation } from '../../operation.ts';

export const issueToken = operation({
  method: 'post',
  path: '/tokens',
  useCase: 'issueToken',
  area: 'Tokens',
  summary: 'Make an API token; it is shown this once',
  creates: true,
  answersSecret: true,
  answer: IssuedTokenAnswer,
  show: showIssuedToken,
});
