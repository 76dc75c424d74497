import { showToken, TokenAnswer } from '../../answers/token-answer.ts';
import { listOperation } from '../../operation.ts';

export const listTokens = listOperation({
  method: 'get',
  path: '/tokens',
  useCase: 'listTokens',
  area: 'Tokens',
  summary: 'List the API tokens, expired and revoked ones included',
  item: TokenAnswer,
  show: (tokens) => ({ items: tokens.map(showToken) }),
});
