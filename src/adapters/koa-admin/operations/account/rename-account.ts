import { AccountAnswer, showAccount } from '../../answers/account-answer.ts';
import { operation } from '../../operation.ts';

export const renameAccount = operation({
  method: 'put',
  path: '/account/name',
  useCase: 'renameAccount',
  area: 'Account',
  summary: 'Give the account another name',
  answer: AccountAnswer,
  show: showAccount,
});
