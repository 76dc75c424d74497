import { MemberAnswer, showMember } from '../../answers/member-answer.ts';
import { listOperation } from '../../operation.ts';

export const listAdministrators = listOperation({
  method: 'get',
  path: '/administrators',
  useCase: 'listAdministrators',
  area: 'Roles',
  summary: 'List the active agents who are administrators or owners',
  item: MemberAnswer,
  show: (agents) => ({ items: agents.map(({ state }) => showMember(state)) }),
});
