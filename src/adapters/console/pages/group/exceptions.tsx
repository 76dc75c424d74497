import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ExceptionAnswer } from '../../../koa-admin/answers/exception-answer.ts';
import { useMayDo } from '../../api/caller.ts';
import { notHere } from '../../api/problem.ts';
import { Answered } from '../../states/answered.tsx';
import { Failure } from '../../states/failure.tsx';
import { Permitted } from '../../states/permitted.tsx';
import { opening } from '../opening.ts';
import { ExceptionForm } from './exception-form.tsx';
import { ExceptionRow } from './exception-row.tsx';
import styles from './group.module.css';
import { exceptionsOf } from './queries-of-group.ts';

/** About whom the rule does not decide, why, and until when. */
export function Exceptions({ groupId }: { readonly groupId: string }) {
  const mayWrite = useMayDo()('rules:write');
  const { exception: open } = useSearch({ from: '/groups/$id' });
  const navigate = useNavigate({ from: '/groups/$id' });
  const show = (exception: string | undefined) =>
    void navigate({ ...opening(exception), search: (shown) => ({ ...shown, exception }) });
  return (
    <div className={styles.part}>
      <Answered query={useQuery(exceptionsOf(groupId))} rows={2}>
        {({ items }) => (
          <>
            {items.length === 0 ? (
              <p className={styles.remark}>The rule decides about everybody.</p>
            ) : (
              <ul className={styles.pairs} aria-label="Exceptions">
                {items.map((exception) => (
                  <ExceptionRow
                    key={exception.agentId}
                    groupId={groupId}
                    exception={exception}
                    open={mayWrite ? show : undefined}
                  />
                ))}
              </ul>
            )}
            {open !== undefined && (
              <Permitted anyOf={['rules:write']}>
                <OpenException
                  key={open}
                  groupId={groupId}
                  open={open}
                  exception={items.find(({ agentId }) => agentId === open)}
                  close={() => show(undefined)}
                />
              </Permitted>
            )}
          </>
        )}
      </Answered>
      {mayWrite && open !== 'new' && (
        <Button size="xs" variant="default" onClick={() => show('new')}>
          Make an exception
        </Button>
      )}
    </div>
  );
}

interface OpenExceptionProps {
  readonly groupId: string;
  readonly open: string;
  readonly exception?: ExceptionAnswer;
  readonly close: () => void;
}

const OpenException = ({ groupId, open, exception, close }: OpenExceptionProps) =>
  open === 'new' || exception ? (
    <ExceptionForm groupId={groupId} exception={exception} close={close} />
  ) : (
    <Failure error={notHere('No exception is about this person. Somebody may have ended it.')} />
  );
