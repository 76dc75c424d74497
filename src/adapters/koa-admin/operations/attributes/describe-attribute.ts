import { DescribedAttributeAnswer, showDescribed } from '../../answers/attribute-answers.ts';
import { operation } from '../../operation.ts';

export const describeAttribute = operation({
  method: 'get',
  path: '/attributes/:name',
  useCase: 'describeProfileAttribute',
  area: 'Attributes',
  summary: 'Read a custom attribute, and how much it is used',
  answer: DescribedAttributeAnswer,
  show: showDescribed,
});
