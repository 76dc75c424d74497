import { OktaSetUpAnswer } from '../../answers/okta-set-up-answer.ts';
import { operation } from '../../operation.ts';

export const readOktaSetUp = operation({
  method: 'get',
  path: '/set-up/okta',
  useCase: 'readOktaSetUp',
  area: 'Account',
  summary: 'Tell how far the account is set up with Okta, by what really happened',
  answer: OktaSetUpAnswer,
  show: (setUp) => setUp,
});
