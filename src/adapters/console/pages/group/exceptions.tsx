import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ExceptionAnswer } from '../../../koa-admin/answers/exception-answer.ts';
import type { GroupAnswer } from '../../../koa-admin/answers/group-answer.ts';
import { ask } from '../../api/ask.ts';
import { useMayDo } from '../../api/caller.ts';
import { useChange } from '../../api/use-change.ts';
import { Answered } from '../../states/answered.tsx';
import { Failure } from '../../states/failure.tsx';
import { Moment } from '../../times/moment.tsx';
import styles from './group.module.css';
import { NewException } from './new-exception.tsx';
import { exceptionsOf, pathOf } from './queries-of-group.ts';

/** About whom the rule does not decide, why, and until when. */
export function Exceptions({ group: { id } }: { readonly group: GroupAnswer }) {
  const mayWrite = useMayDo()('rules:write');
  const [isAdding, setAdding] = useState(false);
  return (
    <div className={styles.part}>
      <Answered query={useQuery(exceptionsOf(id))} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={styles.remark}>The rule decides about everybody.</p>
          ) : (
            <ul className={styles.pairs} aria-label="Exceptions">
              {items.map((exception) => (
                <Exception key={exception.agentId} groupId={id} exception={exception} mayEnd={mayWrite} />
              ))}
            </ul>
          )
        }
      </Answered>
      {isAdding && <NewException groupId={id} close={() => setAdding(false)} />}
      {mayWrite && !isAdding && (
        <Button size="xs" variant="default" onClick={() => setAdding(true)}>
          Make an exception
        </Button>
      )}
    </div>
  );
}

interface ExceptionProps {
  readonly groupId: string;
  readonly exception: ExceptionAnswer;
  readonly mayEnd: boolean;
}

function Exception({ groupId, exception, mayEnd }: ExceptionProps) {
  const { agentId, userName, belongs, reason, until, hasEnded } = exception;
  const end = useChange(() => ask(`${pathOf(groupId)}/exceptions/${agentId}`, { method: 'DELETE' }));
  return (
    <li>
      <div>
        {userName ? (
          <Link to="/people/$id" params={{ id: agentId }}>
            {userName}
          </Link>
        ) : (
          'Somebody who is gone'
        )}{' '}
        <strong>{belongs === 'always' ? 'always belongs' : 'never belongs'}</strong>
        <p className={styles.remark}>
          {reason && `${reason}. `}
          {until ? (
            <>
              {hasEnded ? 'Ended ' : 'Ends '}
              <Moment at={until} />.
            </>
          ) : (
            'Until somebody ends it.'
          )}
        </p>
        {end.error && <Failure error={end.error} />}
      </div>
      {mayEnd && (
        <Button
          size="compact-xs"
          variant="default"
          loading={end.isPending}
          onClick={() => end.mutate()}
          aria-label={`End the exception of ${userName ?? agentId}`}
        >
          End
        </Button>
      )}
    </li>
  );
}
