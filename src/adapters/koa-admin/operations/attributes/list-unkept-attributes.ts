import { showUnkept, UnkeptAttributeAnswer } from '../../answers/attribute-answers.ts';
import { listOperation } from '../../operation.ts';

export const listUnkeptAttributes = listOperation({
  method: 'get',
  path: '/unkept-attributes',
  useCase: 'listUnkeptAttributes',
  area: 'Attributes',
  summary: 'List what directories sent and what is not kept',
  item: UnkeptAttributeAnswer,
  show: (attributes) => ({ items: attributes.map(showUnkept) }),
});
