import { AccountAnswer, showAccount } from '../../answers/account-answer.ts';
import { listOperation } from '../../operation.ts';

export const listAccounts = listOperation({
  method: 'get',
  path: '/accounts',
  useCase: 'listAccounts',
  area: 'Accounts',
  summary: 'List all accounts, for operators',
  item: AccountAnswer,
  show: (accounts) => ({ items: accounts.map(showAccount) }),
});
