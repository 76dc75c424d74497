import type { AdminContext } from './admin-context.ts';
import { referencePath } from './api-path.ts';
import { ApiProblem } from './problem.ts';

/** Where no route took the request: 405 where one would with another method (RFC 9110 section 15.5.6), or 404. */
export function refuseUnrouted(context: AdminContext): never {
  const allowed = new Set(context.matched?.flatMap(({ methods }) => methods));
  const path = JSON.stringify(context.path.slice(0, 200));
  if (allowed.size === 0)
    throw new ApiProblem(
      'pathUnknown',
      `There is nothing at ${path}. ${referencePath} shows all that there is.`,
    );
  const allow = [...allowed].join(', ');
  context.res.setHeader('Allow', allow);
  throw new ApiProblem('methodNotPossible', `${context.method} is not possible at ${path}; ${allow} are.`);
}
