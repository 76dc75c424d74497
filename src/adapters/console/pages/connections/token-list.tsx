import { useQuery } from '@tanstack/react-query';
import type { TokenAnswer } from '../../../koa-admin/answers/token-answer.ts';
import { CardList } from '../../card/card-list.tsx';
import { Answered } from '../../states/answered.tsx';
import { Empty } from '../../states/empty.tsx';
import { useNow } from '../../times/use-now.ts';
import { tokens } from './connection-queries.ts';
import styles from './connections.module.css';
import { TokenCard } from './token-card.tsx';
import { hasEnded } from './token-words.ts';

const minuteMilliseconds = 60_000;
/** While a token is rotated somebody waits for the new one to be used, of which no event tells. */
const pollMilliseconds = 2000;

interface TokenListProps {
  /** Asks whether the one with this id is to be revoked. */
  readonly revoke: (id: string) => void;
}

/** The tokens that can be used; those that have ended behind a fold. */
export function TokenList({ revoke }: TokenListProps) {
  const now = useNow(minuteMilliseconds);
  const query = useQuery({
    ...tokens,
    refetchInterval: ({ state: { data } }) => (data?.items.some(isSuccessor) ? pollMilliseconds : false),
  });
  return (
    <Answered query={query} rows={4}>
      {({ items }) => {
        const usable = items.filter((token) => !hasEnded(token, now));
        const ended = items.filter((token) => hasEnded(token, now));
        return (
          <>
            {usable.length === 0 && (
              <Empty title="No token can be used">
                Without one no directory comes in: make one, and enter it in Okta.
              </Empty>
            )}
            <CardList label="Tokens that can be used">
              {usable.map((token) => (
                <TokenCard
                  key={token.id}
                  token={token}
                  successor={successorOf(token, usable)}
                  revoke={revoke}
                />
              ))}
            </CardList>
            {ended.length > 0 && (
              <details className={styles.ended}>
                <summary>
                  {ended.length} {ended.length === 1 ? 'token has' : 'tokens have'} ended
                </summary>
                <CardList label="Tokens that have ended">
                  {ended.map((token) => (
                    <TokenCard key={token.id} token={token} revoke={revoke} />
                  ))}
                </CardList>
              </details>
            )}
          </>
        );
      }}
    </Answered>
  );
}

const successorOf = ({ id }: TokenAnswer, usable: readonly TokenAnswer[]) =>
  usable.findLast(({ rotatedFrom }) => rotatedFrom === id);

const isSuccessor = ({ rotatedFrom, lastUsedAt }: TokenAnswer): boolean =>
  rotatedFrom !== undefined && lastUsedAt === undefined;
