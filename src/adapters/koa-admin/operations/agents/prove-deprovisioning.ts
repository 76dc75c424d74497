import { DeprovisioningProofAnswer } from '../../answers/deprovisioning-proof-answer.ts';
import { operation } from '../../operation.ts';

export const proveDeprovisioning = operation({
  method: 'get',
  path: '/agents/:id/deprovisioning-proof',
  useCase: 'proveDeprovisioning',
  area: 'Audit log',
  summary: 'Prove when the access of an agent ended, by a document that verifies without the service',
  answer: DeprovisioningProofAnswer,
  show: (proof) => proof as unknown as DeprovisioningProofAnswer,
});
