import { useQuery } from '@tanstack/react-query';
import { CardList } from '../../card/card-list.tsx';
import { Answered } from '../../states/answered.tsx';
import { Empty } from '../../states/empty.tsx';
import { ConnectionCard } from './connection-card.tsx';
import { connections } from './connection-queries.ts';

interface ConnectionListProps {
  /** Begins to change the one with this id. */
  readonly change: (id: string) => void;
  /** Asks whether the one with this id is to be removed. */
  readonly remove: (id: string) => void;
}

/** By whom people sign in. */
export function ConnectionList({ change, remove }: ConnectionListProps) {
  const query = useQuery(connections);
  return (
    <Answered query={query} rows={3}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title="Nobody can sign in yet">
            Nobody is provisioned either, before there is a connection. An owner of the account adds it.
          </Empty>
        ) : (
          <CardList label="Single Sign-On connections">
            {items.map((connection) => (
              <ConnectionCard key={connection.id} connection={connection} change={change} remove={remove} />
            ))}
          </CardList>
        )
      }
    </Answered>
  );
}
