import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useMayDo } from '../../api/caller.ts';
import { Card } from '../../card/card.tsx';
import { Columns } from '../../card/columns.tsx';
import { LiveSwitch } from '../../live/live-switch.tsx';
import { PageHead } from '../../page-head/page-head.tsx';
import { agentOf } from '../../people/agent-of.ts';
import { nameOf } from '../../people/name-of.ts';
import { Standing } from '../../people/standing.tsx';
import { Answered } from '../../states/answered.tsx';
import { Attributes } from './attributes.tsx';
import { Decisions, OpenDecision } from './decisions.tsx';
import { GroupsOfPerson } from './groups-of-person.tsx';
import { NextSignIn } from './next-sign-in.tsx';
import styles from './person.module.css';
import { Timeline } from './timeline.tsx';

/** Who somebody is, where that came from, and what happened. */
export function Person() {
  const { id } = useParams({ from: '/people/$id' });
  const { decision } = useSearch({ from: '/people/$id' });
  const mayDo = useMayDo();
  return (
    <Answered query={useQuery(agentOf(id))} rows={10}>
      {(agent) => (
        <>
          <PageHead
            title={nameOf(agent)}
            question={
              <span className={styles.standing}>
                <Standing status={agent.status} />
                {agent.userName}
              </span>
            }
          >
            <LiveSwitch />
            <Decisions agent={agent} />
          </PageHead>
          {decision && <OpenDecision decision={decision} agent={agent} />}
          <Columns
            aside={
              <>
                {mayDo('roles:read') && (
                  <Card title="The next sign-in">
                    <NextSignIn agent={agent} />
                  </Card>
                )}
                {mayDo('rules:read') && (
                  <Card title="Groups">
                    <GroupsOfPerson id={id} />
                  </Card>
                )}
              </>
            }
          >
            <Card title="Attributes">
              <Attributes agent={agent} />
            </Card>
            {mayDo('auditLog:read') && (
              <Card title="What happened">
                <Timeline id={id} />
              </Card>
            )}
          </Columns>
        </>
      )}
    </Answered>
  );
}
