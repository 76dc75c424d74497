import { BrakeAnswer, showBrake } from '../../answers/brake-answer.ts';
import { operation } from '../../operation.ts';

export const setBrake = operation({
  method: 'patch',
  path: '/brake',
  useCase: 'setBrake',
  area: 'Brake',
  summary: 'Say when the directory deactivates too many at once, and whether it is stopped then',
  answer: BrakeAnswer,
  show: showBrake,
});
