import { AccountAnswer, showAccount } from '../../answers/account-answer.ts';
import { operation } from '../../operation.ts';

export const closeAccount = operation({
  method: 'post',
  path: '/account/close',
  useCase: 'closeAccount',
  area: 'Account',
  summary: 'Close the account: it can be read, and access taken away, and nothing else',
  answer: AccountAnswer,
  show: showAccount,
});
