import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { SessionAnswer } from '../../../koa-admin/answers/session-answer.ts';
import { caller, useMayDo } from '../../api/caller.ts';
import { Card } from '../../card/card.tsx';
import { Answered } from '../../states/answered.tsx';
import { Failure } from '../../states/failure.tsx';
import { Moment } from '../../times/moment.tsx';
import styles from './settings.module.css';
import { ownSessions, sessions } from './settings-queries.ts';
import { useEnding } from './use-ending.ts';

/** Who is signed in, where, and since when. */
export function Sessions() {
  const mayDo = useMayDo();
  return (
    <div className={styles.part}>
      {mayDo('ownSessions:write') && <OwnSessions />}
      {mayDo('sessions:read') && <AllSessions />}
    </div>
  );
}

function OwnSessions() {
  const end = useEnding();
  return (
    <Card title="Your sessions" about="Browsers in which you are signed in, this one included.">
      {end.error && <Failure error={end.error} />}
      <Answered query={useQuery(ownSessions)} rows={2}>
        {({ items }) => (
          <ul className={styles.rows} aria-label="Your sessions">
            {items.map((session) => (
              <li key={session.id} className={styles.session}>
                <Session session={session} />
                <Button
                  size="compact-xs"
                  variant="default"
                  onClick={() => end.mutate({ method: 'DELETE', path: `own-sessions/${session.id}` })}
                  aria-label={`End the session in ${session.browserName} at ${session.address}`}
                >
                  End
                </Button>
              </li>
            ))}
          </ul>
        )}
      </Answered>
    </Card>
  );
}

function AllSessions() {
  const mayEnd = useMayDo()('sessions:end');
  const end = useEnding();
  return (
    <Card
      title="Everybody’s sessions"
      about="Whoever is deactivated is signed out at once; this is for a lost device."
    >
      {end.error && <Failure error={end.error} />}
      <Answered query={useQuery(sessions)}>
        {({ items }) => (
          <ul className={styles.rows} aria-label="Everybody’s sessions">
            {items.map((session) => {
              const { id, agentId, userName } = session;
              const isFirstOfPerson = items.find((other) => other.userName === userName) === session;
              return (
                <li key={id} className={styles.session}>
                  <span className={styles.person}>
                    {agentId ? (
                      <Link to="/people/$id" params={{ id: agentId }}>
                        {userName}
                      </Link>
                    ) : (
                      userName
                    )}
                  </span>
                  <Session session={session} />
                  {mayEnd && (
                    <span className={styles.buttons}>
                      <Button
                        size="compact-xs"
                        variant="default"
                        onClick={() => end.mutate({ method: 'DELETE', path: `sessions/${id}` })}
                        aria-label={`End this session of ${userName}`}
                      >
                        End
                      </Button>
                      {agentId && isFirstOfPerson && (
                        <Button
                          size="compact-xs"
                          variant="default"
                          onClick={() =>
                            end.mutate({ method: 'POST', path: `agents/${agentId}/end-sessions` })
                          }
                          aria-label={`End all sessions of ${userName}`}
                        >
                          End all
                        </Button>
                      )}
                    </span>
                  )}
                </li>
              );
            })}
          </ul>
        )}
      </Answered>
    </Card>
  );
}

function Session({ session }: { readonly session: SessionAnswer }) {
  const { data } = useQuery(caller);
  return (
    <span className={styles.remark}>
      {data?.principal.sessionId === session.id && <strong>This browser: </strong>}
      {session.browserName} at <code>{session.address}</code>, signed in <Moment at={session.createdAt} />,
      seen <Moment at={session.lastSeenAt} />
    </span>
  );
}
