import { AccountAnswer, showAccount } from '../../answers/account-answer.ts';
import { operation } from '../../operation.ts';

export const switchGroupsOverScim = operation({
  method: 'put',
  path: '/account/groups-over-scim',
  useCase: 'switchGroupsOverScim',
  area: 'Account',
  summary: 'Say whether the directory may push and import groups',
  answer: AccountAnswer,
  show: showAccount,
});
