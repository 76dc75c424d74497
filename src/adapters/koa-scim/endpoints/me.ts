import type { Application } from '../../../application/application.ts';
import { ScimError } from '../../../scim/scim-error.ts';
import { userType } from '../schemas/user-type.ts';
import type { Endpoint, ScimContext } from '../scim-context.ts';
import { locationOf } from '../stored-resource.ts';

/** The agent that the caller's token is bound to. */
function boundAgent({ state: { caller } }: ScimContext): string | undefined {
  return caller.principal.kind === 'token' ? caller.principal.agentId : undefined;
}

/** RFC 7644 section 3.11: `/Me` stands for the resource of whoever asks; any answer, a refusal too, says where that is. */
export const asMe =
  (endpoint: Endpoint): Endpoint =>
  (context) => {
    const agent = boundAgent(context);
    if (agent === undefined) {
      const detail = '"/Me" is for tokens that are bound to an agent; this token is bound to none.';
      throw new ScimError(501, detail);
    }
    context.res.setHeader('Location', locationOf(userType, agent, context.state.baseUrl));
    return endpoint(context);
  };

/** RFC 7644 section 3.11. An agent is what the directory says, and cannot change itself: the use case refuses it. */
export const refuseOwnChange =
  (application: Application): Endpoint =>
  async (context) => {
    await application.reviseAgent(context.state.caller, { id: boundAgent(context) } as never);
  };
