import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConnectionAnswer } from '../../../koa-admin/answers/connection-answer.ts';
import { notHere } from '../../api/problem.ts';
import { TypedConfirmation } from '../../confirmation/typed-confirmation.tsx';
import { Answered } from '../../states/answered.tsx';
import { Failure } from '../../states/failure.tsx';
import { connections, useRemoveConnection } from './connection-queries.ts';

interface ConnectionRemovalProps {
  readonly id: string;
  readonly close: () => void;
}

/** Removes a connection, once somebody has typed its name. */
export const ConnectionRemoval = ({ id, close }: ConnectionRemovalProps) => (
  <Answered query={useQuery(connections)} rows={1}>
    {({ items }) => <Removal items={items} {...{ id, close }} />}
  </Answered>
);

interface RemovalProps extends ConnectionRemovalProps {
  readonly items: readonly ConnectionAnswer[];
}

function Removal({ items, id, close }: RemovalProps) {
  // It is gone once it is removed, and the confirmation stands until that is shown.
  const [seen] = useState(items.find((one) => one.id === id));
  const remove = useRemoveConnection(id, close);
  if (seen === undefined || seen.kind === 'elsewhere')
    return <Failure error={notHere(`No connection with the id ${id} can be removed here.`)} />;
  return (
    <TypedConfirmation
      title={`Remove ${seen.name}?`}
      name={seen.name}
      action="Remove"
      change={remove}
      cancel={close}
    >
      <p>
        Nobody signs in by it any more.
        {items.length === 1 &&
          ' It is the last one: people can then be deactivated and removed, and nobody is provisioned.'}
      </p>
    </TypedConfirmation>
  );
}
