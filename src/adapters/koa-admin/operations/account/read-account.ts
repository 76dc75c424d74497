import { AccountAnswer, showAccount } from '../../answers/account-answer.ts';
import { operation } from '../../operation.ts';

export const readAccount = operation({
  method: 'get',
  path: '/account',
  useCase: 'readCurrentAccount',
  area: 'Account',
  summary: 'Read the account',
  answer: AccountAnswer,
  show: showAccount,
});
