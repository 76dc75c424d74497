import { AccountAnswer, showAccount } from '../../answers/account-answer.ts';
import { operation } from '../../operation.ts';

export const nameOwner = operation({
  method: 'put',
  path: '/owners/:userName',
  useCase: 'nameOwner',
  area: 'Roles',
  summary: 'Make somebody an owner, for operators',
  answer: AccountAnswer,
  show: showAccount,
});
