import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ask } from '../../api/ask.ts';

interface Ending {
  readonly method: 'DELETE' | 'POST';
  /** Below the API. */
  readonly path: string;
}

/** Ends sessions, and has what is shown asked for again. */
export function useEnding() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ method, path }: Ending) => ask(path, { method, body: method === 'POST' ? {} : undefined }),
    onSuccess: () => queries.invalidateQueries(),
  });
}
