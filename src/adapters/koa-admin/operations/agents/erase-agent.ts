import { ErasedRowsAnswer } from '../../answers/erased-rows-answer.ts';
import { operation } from '../../operation.ts';

export const eraseAgent = operation({
  method: 'post',
  path: '/agents/:id/erase',
  useCase: 'eraseAgent',
  area: 'Agents',
  summary: 'Erase all that is personal to an agent, here or gone, while the audit log goes on verifying',
  answer: ErasedRowsAnswer,
  show: (erased) => erased,
});
