import { operation } from '../../operation.ts';

export const forgetUnkeptAttribute = operation({
  method: 'delete',
  path: '/unkept-attributes/:name',
  useCase: 'forgetUnkeptAttribute',
  area: 'Attributes',
  summary: 'Forget that an attribute came and was not kept',
});
