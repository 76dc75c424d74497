import { ConnectionAnswer, showConnection } from '../../answers/connection-answer.ts';
import { listOperation } from '../../operation.ts';

export const listSsoConnections = listOperation({
  method: 'get',
  path: '/sso-connections',
  useCase: 'listSsoConnections',
  area: 'Single Sign-On',
  summary: 'List the Single Sign-On connections, without their secrets',
  item: ConnectionAnswer,
  show: (listed) => ({ items: listed.map(({ connection, secret }) => showConnection(connection, secret)) }),
});
