import { ProfileAttributeReference } from '../../../../application/attributes/attribute/profile-attribute-reference.ts';
import { AttributeAnswer, showAttribute } from '../../answers/attribute-answers.ts';
import { operation } from '../../operation.ts';

export const retireAttribute = operation({
  method: 'post',
  path: '/attributes/:name/retire',
  useCase: 'retireProfileAttribute',
  area: 'Attributes',
  summary: 'Take a custom attribute out of use; its values are kept',
  request: ProfileAttributeReference,
  inputOf: ({ name }) => ({ name, retired: true }),
  answer: AttributeAnswer,
  show: showAttribute,
});
