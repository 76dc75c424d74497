import { SessionAnswer, showSession } from '../../answers/session-answer.ts';
import { listOperation } from '../../operation.ts';

export const endSessionsOfAgent = listOperation({
  method: 'post',
  path: '/agents/:id/end-sessions',
  useCase: 'endSessionsOfAgent',
  area: 'Sessions',
  summary: 'End all sessions of an agent, who can sign in again',
  item: SessionAnswer,
  show: (sessions) => ({ items: sessions.map(showSession) }),
});
