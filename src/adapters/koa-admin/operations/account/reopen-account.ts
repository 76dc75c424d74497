import { AccountAnswer, showAccount } from '../../answers/account-answer.ts';
import { operation } from '../../operation.ts';

export const reopenAccount = operation({
  method: 'post',
  path: '/account/reopen',
  useCase: 'reopenAccount',
  area: 'Account',
  summary: 'Open the account again',
  answer: AccountAnswer,
  show: showAccount,
});
