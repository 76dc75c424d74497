import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { AgentCountAnswer } from '../../koa-admin/answers/agent-count-answer.ts';
import type { PreviewedAgentsAnswer, RulePreviewAnswer } from '../../koa-admin/answers/rule-answers.ts';
import { ask } from '../api/ask.ts';
import { nameOf } from '../people/name-of.ts';
import { Failure } from '../states/failure.tsx';
import { Loading } from '../states/loading.tsx';
import { useRested } from '../typing/use-rested.ts';
import styles from './rule-editor.module.css';

interface TriedRule {
  readonly text: string;
  readonly includesDeactivated: boolean;
  readonly always?: readonly string[];
  readonly never?: readonly string[];
}

interface RulePreviewProps {
  readonly rule: TriedRule;
  /** Absent for a group that is still to be made. */
  readonly groupId?: string;
  readonly kind: 'agents' | 'users';
}

const examplesMax = 5;

const preview = (body: string) =>
  queryOptions({
    queryKey: ['rule-preview', body],
    queryFn: ({ signal }) =>
      ask<RulePreviewAnswer>('rules/preview', { method: 'POST', body: JSON.parse(body), signal }),
    placeholderData: keepPreviousData,
  });

/** Who would come and go by a rule, before it is kept. */
export function RulePreview({ rule, groupId, kind }: RulePreviewProps) {
  const tried = { rule, groupId, kind: groupId === undefined ? kind : undefined, examplesMax };
  const { data, error } = useQuery(preview(useRested(JSON.stringify(tried))));
  if (error) return <Failure error={error} />;
  if (data === undefined) return <Loading rows={3} />;
  const { matching, joining, leaving } = data;
  return (
    <section className={styles.preview} aria-label="What the rule would do" aria-live="polite">
      <Previewed title={<>{peopleText(matching.count)} would belong</>} previewed={matching} />
      {groupId !== undefined && (
        <>
          <Previewed title={<>{countText(joining.count)} would join</>} sign="+" previewed={joining} />
          <Previewed title={<>{countText(leaving.count)} would leave</>} sign="−" previewed={leaving} />
        </>
      )}
    </section>
  );
}

interface PreviewedProps {
  readonly title: ReactNode;
  readonly sign?: '+' | '−';
  readonly previewed: PreviewedAgentsAnswer;
}

function Previewed({ title, sign, previewed: { count, examples } }: PreviewedProps) {
  const others = count.agents - examples.length;
  return (
    <div data-sign={count.agents > 0 ? sign : undefined}>
      <h3>
        {sign && <span aria-hidden="true">{sign} </span>}
        {title}
      </h3>
      {examples.length > 0 && (
        <ul>
          {examples.map((agent) => (
            <li key={agent.id}>
              <Link to="/people/$id" params={{ id: agent.id }}>
                {nameOf(agent)}
              </Link>
            </li>
          ))}
          {others > 0 && <li>and {others.toLocaleString('en')} more</li>}
        </ul>
      )}
    </div>
  );
}

const countText = ({ agents, atLeast }: AgentCountAnswer): string =>
  `${agents.toLocaleString('en')}${atLeast ? ' or more' : ''}`;

const peopleText = (count: AgentCountAnswer): string =>
  count.agents === 1 ? '1 person' : `${countText(count)} people`;
