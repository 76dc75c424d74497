import type { AdminContext } from '../admin-context.ts';
import { idempotencyHeader, type Operation } from '../operation.ts';
import { ApiProblem } from '../problem.ts';

const characters = /^[\x21-\x7e]{1,255}$/;

/**
 * What the client calls the request, so that it can send it again; absent where it does not say so, and where nothing is made.
 *
 * @throws ApiProblem
 */
export function idempotencyKeyOf(context: AdminContext, { creates }: Operation): string | undefined {
  // A structured field (draft-ietf-httpapi-idempotency-key-header) has quotes around it, which many clients leave out.
  const key = context.req.headers[idempotencyHeader.toLowerCase()]?.toString().replace(/^"(.*)"$/, '$1');
  if (key === undefined || !creates) return undefined;
  if (characters.test(key)) return key;
  throw new ApiProblem(
    'parameterInvalid',
    `${idempotencyHeader} must have 1 to 255 visible characters of ASCII, such as a UUID.`,
    idempotencyHeader,
  );
}
