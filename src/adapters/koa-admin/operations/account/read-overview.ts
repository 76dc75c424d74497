import { OverviewAnswer, showOverview } from '../../answers/overview-answer.ts';
import { operation } from '../../operation.ts';

export const readOverview = operation({
  method: 'get',
  path: '/overview',
  useCase: 'readOverview',
  area: 'Account',
  summary: 'Tell whether the integration works: what each part last did, and what needs attention',
  answer: OverviewAnswer,
  show: showOverview,
});
