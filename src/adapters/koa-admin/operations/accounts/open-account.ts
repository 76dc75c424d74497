import { AccountAnswer, showAccount } from '../../answers/account-answer.ts';
import { operation } from '../../operation.ts';

export const openAccount = operation({
  method: 'post',
  path: '/accounts',
  useCase: 'openAccount',
  area: 'Accounts',
  summary: 'Make an account, for operators',
  creates: true,
  answer: AccountAnswer,
  show: showAccount,
});
