import { ConnectionAnswer, showConnection } from '../../answers/connection-answer.ts';
import { operation } from '../../operation.ts';

export const changeSsoConnection = operation({
  method: 'patch',
  path: '/sso-connections/:id',
  useCase: 'changeSsoConnection',
  area: 'Single Sign-On',
  summary: 'Change what is given of a connection; the rest stays',
  answer: ConnectionAnswer,
  show: (connection) => showConnection(connection),
});
