import { AccountAnswer, showAccount } from '../../answers/account-answer.ts';
import { operation } from '../../operation.ts';

export const switchDirectoryOnly = operation({
  method: 'put',
  path: '/account/directory-only',
  useCase: 'switchDirectoryOnly',
  area: 'Account',
  summary: 'Say whether agents and pushed groups are changed in the directory alone',
  answer: AccountAnswer,
  show: showAccount,
});
