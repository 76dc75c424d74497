import type { GroupAnswer } from '../../../koa-admin/answers/group-answer.ts';

export const kindNames: Readonly<Record<GroupAnswer['kind'], string>> = {
  agents: 'Agents',
  users: 'Users',
};

const governors: Readonly<Record<GroupAnswer['governedBy'], string>> = {
  push: 'Pushed by the directory',
  hand: 'Members named here',
  rule: 'By a rule',
};

/** What decides who belongs. */
export const governorOf = ({ governedBy, templateId }: GroupAnswer): string =>
  templateId === undefined ? governors[governedBy] : 'By a template';
