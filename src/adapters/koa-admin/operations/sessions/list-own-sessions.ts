import { SessionAnswer, showSession } from '../../answers/session-answer.ts';
import { listOperation } from '../../operation.ts';

export const listOwnSessions = listOperation({
  method: 'get',
  path: '/own-sessions',
  useCase: 'listOwnSessions',
  area: 'Sessions',
  summary: 'List the sessions of the person who asks',
  item: SessionAnswer,
  show: (sessions) => ({ items: sessions.map(showSession) }),
});
