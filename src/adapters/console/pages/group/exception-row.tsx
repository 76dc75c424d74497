import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ExceptionAnswer } from '../../../koa-admin/answers/exception-answer.ts';
import { ask } from '../../api/ask.ts';
import { useChange } from '../../api/use-change.ts';
import { Failure } from '../../states/failure.tsx';
import { Moment } from '../../times/moment.tsx';
import styles from './group.module.css';
import { pathOfException } from './queries-of-group.ts';

interface ExceptionRowProps {
  readonly groupId: string;
  readonly exception: ExceptionAnswer;
  /** Absent where the person may not change it. */
  readonly open?: (agentId: string) => void;
}

/** Whom an exception is about, why and until when, and what can be done with it. */
export function ExceptionRow({ groupId, exception, open }: ExceptionRowProps) {
  const { agentId, userName, belongs, reason, until, hasEnded } = exception;
  const end = useChange(() => ask(pathOfException(groupId, agentId), { method: 'DELETE' }));
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
      {open && (
        <div className={styles.buttons}>
          {userName && (
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => open(agentId)}
              aria-label={`Change the exception of ${userName}`}
            >
              Change
            </Button>
          )}
          <Button
            size="compact-xs"
            variant="default"
            loading={end.isPending}
            onClick={() => end.mutate()}
            aria-label={`End the exception of ${userName ?? agentId}`}
          >
            End
          </Button>
        </div>
      )}
    </li>
  );
}
