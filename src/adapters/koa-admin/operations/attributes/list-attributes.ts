import { AttributeAnswer, showAttribute } from '../../answers/attribute-answers.ts';
import { listOperation } from '../../operation.ts';

export const listAttributes = listOperation({
  method: 'get',
  path: '/attributes',
  useCase: 'listProfileAttributes',
  area: 'Attributes',
  summary: 'List the custom attributes',
  item: AttributeAnswer,
  show: (attributes) => ({ items: attributes.map(showAttribute) }),
});
