import { Button } from '@mantine/core';
import type { TokenAnswer } from '../../../koa-admin/answers/token-answer.ts';
import { useMayDo } from '../../api/caller.ts';
import { Roll, RollRow } from '../../roll/roll.tsx';
import { Moment } from '../../times/moment.tsx';
import styles from './connections.module.css';

interface RotationProps {
  readonly token: TokenAnswer;
  readonly successor: TokenAnswer;
  readonly revoke: () => void;
}

/** The three steps from one token to the next. Both work until the old one is revoked, so that nobody is refused in between. */
export function Rotation({ token, successor, revoke }: RotationProps) {
  const mayRevoke = useMayDo()('tokens:write');
  const isUsed = successor.lastUsedAt !== undefined;
  return (
    <section className={styles.rotation} aria-label={`Rotation of ${token.name}`}>
      <Roll label={`Steps of the rotation of ${token.name}`}>
        <RollRow name={<>1. {successor.name} is made</>} state="present" answer="Made">
          <Moment at={successor.createdAt} />
        </RollRow>
        <RollRow
          name={<>2. {successor.name} is entered</>}
          state={isUsed ? 'present' : 'late'}
          answer={isUsed ? 'In use' : 'Waiting for its first use'}
        >
          {successor.lastUsedAt ? (
            <Moment at={successor.lastUsedAt} />
          ) : (
            <>
              In Okta, <strong>Provisioning → Integration → Edit</strong>: it is the <em>Password</em>.
            </>
          )}
        </RollRow>
        <RollRow
          name={<>3. {token.name} is revoked</>}
          state="notCalled"
          answer={isUsed ? 'Can be done' : 'Not yet'}
        >
          {!isUsed && 'Nobody has used the new one yet: whoever still has the old one would be refused.'}
        </RollRow>
      </Roll>
      {mayRevoke && (
        <Button size="xs" variant={isUsed ? 'filled' : 'default'} onClick={revoke}>
          Revoke {token.name}
        </Button>
      )}
    </section>
  );
}
