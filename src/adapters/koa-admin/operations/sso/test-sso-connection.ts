import { ProviderAnswer, showProviderMetadata } from '../../answers/provider-answer.ts';
import { operation } from '../../operation.ts';

export const testSsoConnection = operation({
  method: 'post',
  path: '/sso-tests',
  useCase: 'testSsoConnection',
  area: 'Single Sign-On',
  summary: 'Ask an identity provider what it says of itself, and save nothing',
  answer: ProviderAnswer,
  show: showProviderMetadata,
});
