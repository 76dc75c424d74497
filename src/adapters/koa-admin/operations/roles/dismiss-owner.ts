import { AccountAnswer, showAccount } from '../../answers/account-answer.ts';
import { operation } from '../../operation.ts';

export const dismissOwner = operation({
  method: 'delete',
  path: '/owners/:userName',
  useCase: 'dismissOwner',
  area: 'Roles',
  summary: 'End that somebody is an owner, for operators',
  answer: AccountAnswer,
  show: showAccount,
});
