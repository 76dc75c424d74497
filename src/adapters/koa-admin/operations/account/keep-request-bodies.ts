import { AccountAnswer, showAccount } from '../../answers/account-answer.ts';
import { operation } from '../../operation.ts';

export const keepRequestBodies = operation({
  method: 'put',
  path: '/account/request-bodies',
  useCase: 'keepRequestBodies',
  area: 'Account',
  summary: 'Say until when the request log keeps what is sent and answered',
  answer: AccountAnswer,
  show: showAccount,
});
