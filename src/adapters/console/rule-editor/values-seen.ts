import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { addValues, type ElementValue } from '../../../criteria/attribute-values.ts';
import type { AgentAnswer } from '../../koa-admin/answers/agent-answer.ts';
import { ask } from '../api/ask.ts';
import { useMayDo } from '../api/caller.ts';
import type { PageOf } from '../api/page-of.ts';
import { describedAttribute } from '../attributes/custom-attributes.ts';
import { useRested } from '../typing/use-rested.ts';
import { useRuleAttributes } from './rule-attributes.ts';

/** Among whom values are looked for: enough to see those that many have. */
const agentsMax = 50;

/**
 * Values that people have of an attribute: of a custom one the most common, as the service counts them, of any other
 * those that begin as it is written, the most common among the first people who have them.
 *
 * @param written - what stands there already; of custom attributes it means nothing.
 */
export function useValuesSeen(attribute: string, written = ''): readonly string[] {
  const mayRead = useMayDo()('attributes:read');
  const known = useRuleAttributes().find(({ name }) => name.toLowerCase() === attribute.toLowerCase());
  const [, custom] = /^profile\.(.+)$/i.exec(known?.name ?? '') ?? [];
  const common = useQuery({
    ...describedAttribute(custom ?? ''),
    enabled: mayRead && custom !== undefined,
  });
  const begun = useRested(written);
  const isStandard = custom === undefined && known?.type === 'text';
  const among = useQuery({ ...agentsHaving(known?.name ?? '', begun), enabled: isStandard });
  if (custom !== undefined) return common.data?.commonValues.map(({ value }) => String(value)) ?? [];
  return isStandard ? commonOf(among.data?.items ?? [], known.name) : [];
}

const agentsHaving = (attribute: string, written: string) =>
  queryOptions({
    queryKey: ['agents', 'having', attribute, written],
    queryFn: ({ signal }) => {
      const filter = written === '' ? `${attribute} pr` : `${attribute} sw ${JSON.stringify(written)}`;
      return ask<PageOf<AgentAnswer>>('agents', { query: { filter, limit: agentsMax }, signal });
    },
    // What was found before stays while somebody types.
    placeholderData: keepPreviousData,
  });

function commonOf(agents: readonly AgentAnswer[], path: string): readonly string[] {
  const times = new Map<string, number>();
  for (const { userName, displayName, name, emails, directory } of agents) {
    const values = new Map<string, ElementValue[]>();
    addValues(values, {
      ...directory,
      userName,
      displayName,
      name: { ...name },
      emails: emails.map((email) => ({ ...email })),
    });
    for (const { value } of values.get(path) ?? [])
      if (typeof value === 'string') times.set(value, (times.get(value) ?? 0) + 1);
  }
  return [...times].toSorted(([, left], [, right]) => right - left).map(([value]) => value);
}
