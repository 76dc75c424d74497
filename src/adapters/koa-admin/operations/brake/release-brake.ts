import { BrakeAnswer, showBrake } from '../../answers/brake-answer.ts';
import { operation } from '../../operation.ts';

export const releaseBrake = operation({
  method: 'post',
  path: '/brake/go-on',
  useCase: 'releaseBrake',
  area: 'Brake',
  summary: 'Have the directory go on: those whom it deactivated stay out',
  answer: BrakeAnswer,
  show: showBrake,
});
