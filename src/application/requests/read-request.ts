import { DomainError } from '../../domain/shared/domain-error.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { type ExplainedRequest, explained } from './explanation/explained-request.ts';
import { RequestPlace } from './request/request-place.ts';

/**
 * One request by its place in the log, with the bodies that are kept of it.
 *
 * @throws DomainError `requestNotFound`.
 */
export const readRequest = defineUseCase({
  name: 'ReadRequest',
  permission: 'requests:read',
  kind: 'reads',
  input: RequestPlace,
  run: async (scope, _, place): Promise<ExplainedRequest> => {
    const found = await scope.requests.find(place);
    const [request] = found === undefined ? [] : await explained(scope, [found]);
    if (request !== undefined) return request;
    throw new DomainError(
      'requestNotFound',
      'There is no such request in the log; they are kept for a while.',
    );
  },
});
