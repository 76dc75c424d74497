import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AccountAnswer } from '../../../koa-admin/answers/account-answer.ts';
import { ask } from '../../api/ask.ts';
import { account } from './settings-queries.ts';

/**
 * Changes a setting of the account as it is shown: another version means that somebody was faster.
 *
 * @param path - below the account.
 */
export function useAccountChange(path: string) {
  const queries = useQueryClient();
  return useMutation({
    // One after the other: each is about the account as the one before left it.
    scope: { id: 'account' },
    mutationFn: (body: object) => {
      const seen = queries.getQueryData(account.queryKey);
      const ifMatch = seen && `W/"${seen.version}"`;
      return ask<AccountAnswer>(`account/${path}`, { method: 'PUT', body, ifMatch });
    },
    onSuccess: (answer) => {
      queries.setQueryData(account.queryKey, answer);
      return queries.invalidateQueries();
    },
    // What somebody else has changed is shown beside the refusal.
    onError: () => queries.invalidateQueries({ queryKey: account.queryKey }),
  });
}
