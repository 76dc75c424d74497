import type { ReactNode } from 'react';
import { Failure } from './failure.tsx';
import { Loading } from './loading.tsx';

interface Query<Answer> {
  readonly data: Answer | undefined;
  readonly error: Error | null;
  readonly refetch: () => unknown;
}

interface AnsweredProps<Answer> {
  readonly query: Query<Answer>;
  readonly rows?: number;
  readonly children: (answer: Answer) => ReactNode;
}

/** What was asked for once it is there; until then that it is on its way, or why it is not. */
export function Answered<Answer>({ query, rows, children }: AnsweredProps<Answer>) {
  // What was there before a failure is still the best that can be shown.
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <Failure error={query.error} retry={() => void query.refetch()} />;
  return <Loading rows={rows} />;
}
