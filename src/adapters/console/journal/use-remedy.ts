import { useQuery } from '@tanstack/react-query';
import type { EntryAnswer } from '../../koa-admin/answers/entry-answer.ts';
import type { RequestAnswer } from '../../koa-admin/answers/request-answer.ts';
import { ask } from '../api/ask.ts';
import { useMayDo } from '../api/caller.ts';
import type { PageOf } from '../api/page-of.ts';

const answersMax = 10;

/** What to do about a refusal, in Markdown: the request log knows, as long as it has the request. */
export function useRemedy({ requestId, refusal }: EntryAnswer): string | undefined {
  const mayRead = useMayDo()('requests:read');
  const query = { requestId, limit: answersMax };
  const { data } = useQuery({
    queryKey: ['requests', query],
    queryFn: ({ signal }) => ask<PageOf<RequestAnswer>>('requests', { query, signal }),
    enabled: mayRead && refusal !== undefined,
  });
  return data?.items.find((request) => request.refusal?.code === refusal?.code)?.explanation?.todo;
}
