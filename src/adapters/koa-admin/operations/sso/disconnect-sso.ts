import { AccountAnswer, showAccount } from '../../answers/account-answer.ts';
import { operation } from '../../operation.ts';

export const disconnectSso = operation({
  method: 'delete',
  path: '/sso-elsewhere',
  useCase: 'disconnectSso',
  area: 'Single Sign-On',
  summary: 'Say that agents do not sign in elsewhere any more',
  answer: AccountAnswer,
  show: showAccount,
});
