import { showTraced, TracedAttributeAnswer } from '../../answers/traced-attribute-answer.ts';
import { listOperation } from '../../operation.ts';

export const traceAgent = listOperation({
  method: 'get',
  path: '/agents/:id/attributes',
  useCase: 'traceAgent',
  area: 'Agents',
  summary: 'Tell where each attribute of an agent came from',
  item: TracedAttributeAnswer,
  show: ({ attributes }) => ({ items: attributes.map(showTraced) }),
});
