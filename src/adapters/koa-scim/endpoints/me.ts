import type { Middleware } from 'koa';
import { ScimError } from '../../../scim/scim-error.ts';
import type { Endpoint, ScimContext, ScimState } from '../scim-context.ts';

/** The agent that the caller's token is bound to. */
function boundAgent({ state: { caller } }: ScimContext): string | undefined {
  return caller.principal.kind === 'token' ? caller.principal.agentId : undefined;
}

/** RFC 7644 section 3.11: `/Me` stands for the resource of whoever asks. */
export const asMe =
  (endpoint: Endpoint): Endpoint =>
  (context) => {
    if (boundAgent(context) === undefined) {
      const detail = '"/Me" is for tokens that are bound to an agent; this token is bound to none.';
      throw new ScimError(501, detail);
    }
    return endpoint(context);
  };

/** RFC 7644 section 3.11. An agent is what the directory says, and cannot change itself. */
export const refuseOwnChange: Endpoint = (context) => {
  throw new ScimError(
    403,
    `What an agent is, the directory says: ${context.method} is not possible at "/Me".`,
  );
};

/** Guards a route: a token that is bound to an agent shows that agent and the discovery endpoints, and no others. */
export const refuseBoundToken: Middleware<ScimState> = async (context, next) => {
  if (boundAgent(context as ScimContext) !== undefined) {
    throw new ScimError(403, 'This token is bound to an agent, so it can ask for "/Me" only.');
  }
  await next();
};
