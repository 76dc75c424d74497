import { useQuery } from '@tanstack/react-query';
import { notHere } from '../../api/problem.ts';
import { Answered } from '../../states/answered.tsx';
import { Failure } from '../../states/failure.tsx';
import { connections } from './connection-queries.ts';
import { OidcForm } from './oidc-form.tsx';
import { SamlForm } from './saml-form.tsx';

interface ChangeConnectionProps {
  readonly id: string;
  readonly close: () => void;
}

/** Gives a connection another name or other settings of its kind; the addresses stay. */
export const ChangeConnection = ({ id, close }: ChangeConnectionProps) => (
  <Answered query={useQuery(connections)} rows={3}>
    {({ items }) => {
      const connection = items.find((one) => one.id === id);
      switch (connection?.kind) {
        case 'saml':
          return <SamlForm key={id} connection={connection} close={close} />;
        case 'oidc':
          return <OidcForm key={id} connection={connection} close={close} />;
        default:
          return <Failure error={notHere(`No connection with the id ${id} can be changed here.`)} />;
      }
    }}
  </Answered>
);
