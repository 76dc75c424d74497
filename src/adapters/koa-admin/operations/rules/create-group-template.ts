import { CreatedTemplateAnswer, showTemplate } from '../../answers/template-answer.ts';
import { operation } from '../../operation.ts';

export const createGroupTemplate = operation({
  method: 'post',
  path: '/group-templates',
  useCase: 'createGroupTemplate',
  area: 'Rules',
  summary: 'Make a group for every value of an attribute, now and later',
  creates: true,
  answer: CreatedTemplateAnswer,
  show: ({ template, groups }) => ({ template: showTemplate(template), groups }),
});
