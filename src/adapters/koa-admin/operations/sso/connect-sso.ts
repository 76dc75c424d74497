import { AccountAnswer, showAccount } from '../../answers/account-answer.ts';
import { operation } from '../../operation.ts';

export const connectSso = operation({
  method: 'put',
  path: '/sso-elsewhere',
  useCase: 'connectSso',
  area: 'Single Sign-On',
  summary: "Say that agents sign in in an application that is not this service's",
  answer: AccountAnswer,
  show: showAccount,
});
