import { ConnectionAnswer, showConnection } from '../../answers/connection-answer.ts';
import { operation } from '../../operation.ts';

export const addSsoConnection = operation({
  method: 'post',
  path: '/sso-connections',
  useCase: 'addSsoConnection',
  area: 'Single Sign-On',
  summary: 'Add a connection by which agents sign in',
  creates: true,
  answer: ConnectionAnswer,
  show: (connection) => showConnection(connection),
});
