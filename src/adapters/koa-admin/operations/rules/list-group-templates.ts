import { showTemplate, TemplateAnswer } from '../../answers/template-answer.ts';
import { listOperation } from '../../operation.ts';

export const listGroupTemplates = listOperation({
  method: 'get',
  path: '/group-templates',
  useCase: 'listGroupTemplates',
  area: 'Rules',
  summary: 'List what makes a group for every value of an attribute',
  item: TemplateAnswer,
  show: (templates) => ({ items: templates.map(showTemplate) }),
});
