import { ProfileAttributeReference } from '../../../../application/attributes/attribute/profile-attribute-reference.ts';
import { AttributeAnswer, showAttribute } from '../../answers/attribute-answers.ts';
import { operation } from '../../operation.ts';

export const undeclareAttribute = operation({
  method: 'delete',
  path: '/attributes/:name/declaration',
  useCase: 'declareProfileAttribute',
  area: 'Attributes',
  summary: 'Take back what was declared of a custom attribute',
  request: ProfileAttributeReference,
  inputOf: ({ name }) => ({ name, declaration: null }),
  answer: AttributeAnswer,
  show: showAttribute,
});
