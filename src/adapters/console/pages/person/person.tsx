import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMayDo } from '../../api/caller.ts';
import { LiveSwitch } from '../../live/live-switch.tsx';
import { agentOf } from '../../people/agent-of.ts';
import { nameOf } from '../../people/name-of.ts';
import { StateMark } from '../../roll/state-mark.tsx';
import { PageHead } from '../../shell/page-head.tsx';
import { Answered } from '../../states/answered.tsx';
import { Attributes } from './attributes.tsx';
import { Decisions } from './decisions.tsx';
import { GroupsOfPerson } from './groups-of-person.tsx';
import { NextSignIn } from './next-sign-in.tsx';
import styles from './person.module.css';
import { Timeline } from './timeline.tsx';

/** Who somebody is, where that came from, and what happened. */
export function Person() {
  const { id } = useParams({ from: '/people/$id' });
  const mayDo = useMayDo();
  const agent = useQuery(agentOf(id));
  return (
    <Answered query={agent} rows={10}>
      {(answer) => (
        <>
          <PageHead
            title={nameOf(answer)}
            question={<Standing status={answer.status} userName={answer.userName} />}
          >
            <LiveSwitch />
          </PageHead>
          <Decisions agent={answer} />
          <div className={styles.columns}>
            <div>
              <Card title="Attributes">
                <Attributes agent={answer} />
              </Card>
              {mayDo('auditLog:read') && (
                <Card title="What happened">
                  <Timeline id={id} />
                </Card>
              )}
            </div>
            <div>
              {mayDo('roles:read') && (
                <Card title="The next sign-in">
                  <NextSignIn agent={answer} />
                </Card>
              )}
              {mayDo('rules:read') && (
                <Card title="Groups">
                  <GroupsOfPerson id={id} />
                </Card>
              )}
            </div>
          </div>
        </>
      )}
    </Answered>
  );
}

function Standing({
  status,
  userName,
}: {
  readonly status: 'active' | 'deactivated';
  readonly userName: string;
}) {
  const state = status === 'active' ? 'present' : 'notCalled';
  return (
    <span className={styles.standing}>
      <span data-state={state}>
        <StateMark state={state} /> {status === 'active' ? 'Active' : 'Deactivated'}
      </span>
      {userName}
    </span>
  );
}

const Card = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className={styles.card}>
    <h2>{title}</h2>
    {children}
  </section>
);
