import { Button } from '@mantine/core';
import type { TokenAnswer } from '../../../koa-admin/answers/token-answer.ts';
import { useMayDo } from '../../api/caller.ts';
import { CardItem } from '../../card/card-list.tsx';
import { Fact } from '../../roll/roll.tsx';
import { StateMark } from '../../roll/state-mark.tsx';
import { Failure } from '../../states/failure.tsx';
import { Moment } from '../../times/moment.tsx';
import { useNow } from '../../times/use-now.ts';
import { useRotateToken } from './connection-queries.ts';
import styles from './connections.module.css';
import { IssuedToken } from './issued-token.tsx';
import { Rotation } from './rotation.tsx';
import { hasEnded, scopeWords, stateOfToken } from './token-words.ts';

interface TokenCardProps {
  readonly token: TokenAnswer;
  /** The token that is taking over from it. */
  readonly successor?: TokenAnswer;
  /** Asks whether the one with this id is to be revoked. */
  readonly revoke: (id: string) => void;
}

/** A token: what it is for, how long, who used it last, and what can be done with it. */
export function TokenCard({ token, successor, revoke }: TokenCardProps) {
  const now = useNow(1000);
  const mayDo = useMayDo();
  const rotate = useRotateToken(token.id);
  const { state, word } = stateOfToken(token, now);
  return (
    <CardItem
      title={token.name}
      standing={
        <span className={styles.state} data-state={state}>
          <StateMark state={state} /> {word}
        </span>
      }
    >
      <TokenFacts token={token} />
      {rotate.data && <IssuedToken issued={rotate.data} />}
      {successor && <Rotation token={token} successor={successor} revoke={() => revoke(token.id)} />}
      {mayDo('tokens:write') && !hasEnded(token, now) && successor === undefined && (
        <div className={styles.buttons}>
          <Button size="xs" variant="default" loading={rotate.isPending} onClick={() => rotate.mutate()}>
            Rotate
          </Button>
          <Button size="xs" variant="default" onClick={() => revoke(token.id)}>
            Revoke
          </Button>
        </div>
      )}
      {rotate.error && <Failure error={rotate.error} />}
    </CardItem>
  );
}

function TokenFacts({ token }: { readonly token: TokenAnswer }) {
  const { scopes, addresses, createdAt, expiresAt, revokedAt } = token;
  const { lastCharacters, lastUsedAt, lastUsedFrom, agentId } = token;
  return (
    <dl className={styles.facts}>
      <Fact name="For">
        {scopes.map((scope) => scopeWords[scope as keyof typeof scopeWords] ?? scope).join('; ')}
      </Fact>
      {lastCharacters && (
        <Fact name="Last four characters">
          <code>{lastCharacters}</code>
        </Fact>
      )}
      <Fact name="Last used">
        {lastUsedAt === undefined ? (
          'Never'
        ) : (
          <>
            <Moment at={lastUsedAt} /> {lastUsedFrom && <>from {lastUsedFrom}</>}
          </>
        )}
      </Fact>
      <Fact name="Made">
        <Moment at={createdAt} />
      </Fact>
      <Fact name={revokedAt === undefined ? 'Expires' : 'Revoked'}>
        {(revokedAt ?? expiresAt) ? <Moment at={(revokedAt ?? expiresAt) as string} /> : 'Never'}
      </Fact>
      <Fact name="Networks">{addresses?.join(', ') ?? 'Everywhere'}</Fact>
      {agentId && <Fact name="Speaks for">one agent</Fact>}
    </dl>
  );
}
