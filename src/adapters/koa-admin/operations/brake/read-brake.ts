import { BrakeAnswer, showBrake } from '../../answers/brake-answer.ts';
import { operation } from '../../operation.ts';

export const readBrake = operation({
  method: 'get',
  path: '/brake',
  useCase: 'readBrake',
  area: 'Brake',
  summary: 'Read when the directory deactivates too many at once, and whether it has',
  answer: BrakeAnswer,
  show: showBrake,
});
