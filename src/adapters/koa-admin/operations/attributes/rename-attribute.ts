import { IsString } from 'class-validator';
import { RenamedAttributeAnswer } from '../../answers/attribute-answers.ts';
import { operation } from '../../operation.ts';

class RenamingRequest {
  /** Without `profile.`. */
  @IsString()
  readonly name!: string;

  /** Without `profile.`. */
  @IsString()
  readonly to!: string;
}

export const renameAttribute = operation({
  method: 'post',
  path: '/attributes/:name/rename',
  useCase: 'renameProfileAttribute',
  area: 'Attributes',
  summary: 'Give a custom attribute another name',
  request: RenamingRequest,
  inputOf: ({ name: from, to }) => ({ from, to }),
  answer: RenamedAttributeAnswer,
  show: (agents) => ({ agents }),
});
