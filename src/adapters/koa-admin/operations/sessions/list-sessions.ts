import { SessionAnswer, showSession } from '../../answers/session-answer.ts';
import { listOperation } from '../../operation.ts';

export const listSessions = listOperation({
  method: 'get',
  path: '/sessions',
  useCase: 'listSessions',
  area: 'Sessions',
  summary: 'List who is signed in, the oldest session first',
  item: SessionAnswer,
  show: (sessions) => ({ items: sessions.map(showSession) }),
});
