import { IsString } from 'class-validator';
import { DeclarationInput } from '../../../../application/attributes/attribute/declaration-input.ts';
import { AttributeAnswer, showAttribute } from '../../answers/attribute-answers.ts';
import { operation } from '../../operation.ts';

class DeclarationRequest extends DeclarationInput {
  /** Without `profile.`. */
  @IsString()
  readonly name!: string;
}

export const declareAttribute = operation({
  method: 'put',
  path: '/attributes/:name/declaration',
  useCase: 'declareProfileAttribute',
  area: 'Attributes',
  summary: 'Say what values a custom attribute may have',
  request: DeclarationRequest,
  inputOf: ({ name, ...declaration }) => ({ name, declaration }),
  answer: AttributeAnswer,
  show: showAttribute,
});
