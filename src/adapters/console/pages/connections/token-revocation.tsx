import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TokenAnswer } from '../../../koa-admin/answers/token-answer.ts';
import { notHere } from '../../api/problem.ts';
import { TypedConfirmation } from '../../confirmation/typed-confirmation.tsx';
import { Answered } from '../../states/answered.tsx';
import { Failure } from '../../states/failure.tsx';
import { tokens, useRevokeToken } from './connection-queries.ts';
import { hasEnded } from './token-words.ts';

interface TokenRevocationProps {
  readonly id: string;
  readonly close: () => void;
}

/** Revokes a token that can be used, once somebody has typed its name. */
export const TokenRevocation = ({ id, close }: TokenRevocationProps) => (
  <Answered query={useQuery(tokens)} rows={1}>
    {({ items }) => <Revocation token={items.find((one) => one.id === id)} {...{ id, close }} />}
  </Answered>
);

function Revocation({ token, id, close }: TokenRevocationProps & { readonly token?: TokenAnswer }) {
  // It has ended once it is revoked, and the confirmation stands until that is shown.
  const [seen] = useState(token);
  const revoke = useRevokeToken(id, close);
  if (seen === undefined || hasEnded(seen, Date.now()))
    return <Failure error={notHere(`No token with the id ${id} can be revoked. It may have ended.`)} />;
  return (
    <TypedConfirmation
      title={`Revoke ${seen.name}?`}
      name={seen.name}
      action="Revoke"
      change={revoke}
      cancel={close}
    >
      <p>Within seconds it works nowhere, and it never works again. Whoever uses it is refused.</p>
    </TypedConfirmation>
  );
}
