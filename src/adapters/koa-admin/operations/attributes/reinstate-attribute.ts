import { ProfileAttributeReference } from '../../../../application/attributes/attribute/profile-attribute-reference.ts';
import { AttributeAnswer, showAttribute } from '../../answers/attribute-answers.ts';
import { operation } from '../../operation.ts';

export const reinstateAttribute = operation({
  method: 'post',
  path: '/attributes/:name/reinstate',
  useCase: 'retireProfileAttribute',
  area: 'Attributes',
  summary: 'Bring a retired attribute back',
  request: ProfileAttributeReference,
  inputOf: ({ name }) => ({ name, retired: false }),
  answer: AttributeAnswer,
  show: showAttribute,
});
