import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import type { AgentAnswer } from '../../koa-admin/answers/agent-answer.ts';
import { ask } from '../api/ask.ts';
import { useMayDo } from '../api/caller.ts';
import type { PageOf } from '../api/page-of.ts';
import { entries } from '../entries/entries.ts';
import type { ConsolePath } from '../paths.ts';
import { nameOf } from '../people/name-of.ts';

/** Something that the palette leads to. */
export interface Choice {
  readonly key: string;
  readonly name: string;
  readonly about: string;
  readonly to: ConsolePath | '/people/$id';
  readonly params?: { readonly id: string };
}

const peopleShownMax = 8;
/** One letter begins too many names. */
const lettersMin = 2;

const peopleCalled = (search: string) =>
  queryOptions({
    queryKey: ['agents', 'called', search],
    queryFn: ({ signal }) =>
      ask<PageOf<AgentAnswer>>('agents', { query: { search, limit: peopleShownMax }, signal }),
    placeholderData: keepPreviousData,
  });

/** What is called so, pages first. */
export function useChoices(text: string): readonly Choice[] {
  const mayDo = useMayDo();
  const wanted = text.trim().toLowerCase();
  const searchesPeople = wanted.length >= lettersMin && mayDo('agents:read');
  const { data } = useQuery({ ...peopleCalled(wanted), enabled: searchesPeople });
  const pages = entries
    .filter(({ permission }) => mayDo(permission))
    .filter(({ name, question }) => `${name} ${question}`.toLowerCase().includes(wanted))
    .map(({ path, name, question }) => ({ key: path, name, about: question, to: path }));
  const people = (searchesPeople ? (data?.items ?? []) : []).map((agent) => ({
    ...{ key: agent.id, name: nameOf(agent), about: agent.userName },
    ...{ to: '/people/$id' as const, params: { id: agent.id } },
  }));
  return [...pages, ...people];
}
