import { AccountAnswer, showAccount } from '../../answers/account-answer.ts';
import { operation } from '../../operation.ts';

export const acceptUndeclaredAttributes = operation({
  method: 'put',
  path: '/account/undeclared-attributes',
  useCase: 'acceptUndeclaredAttributes',
  area: 'Account',
  summary: 'Say whether custom attributes are taken that nobody declared',
  answer: AccountAnswer,
  show: showAccount,
});
