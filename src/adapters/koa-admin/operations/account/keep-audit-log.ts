import { AccountAnswer, showAccount } from '../../answers/account-answer.ts';
import { operation } from '../../operation.ts';

export const keepAuditLog = operation({
  method: 'put',
  path: '/account/audit-log',
  useCase: 'keepAuditLog',
  area: 'Account',
  summary: 'Say after how many days entries of the audit log leave the database for an archive',
  answer: AccountAnswer,
  show: showAccount,
});
