import type { RefusalCode } from '../../requests/explanation/refusal-code.ts';
import { remedies } from '../../requests/explanation/remedies.ts';
import type { SetUpProblem } from './set-up.ts';

const attributeAnew =
  'In Okta, **Directory → Profile Editor →** your application: delete the attribute, and make it again with';

/** What to do about that which no request is refused for: everything succeeds, and something is missing. */
const todos = {
  deactivateUsersOff:
    'In Okta, **Provisioning → To App → Edit**: enable **Deactivate Users**. Then unassign the person and assign them again.',
  externalNamespaceMissing: `${attributeAnew} the *External namespace* \`urn:ietf:params:scim:schemas:core:2.0:User\`, and map it (**Mappings**).`,
  externalNameUnknown: `${attributeAnew} the *External name* that begins with \`profile.\` and stands here.`,
  attributeScope:
    'In Okta, **Directory → Profile Editor →** your application: the *Scope* of the attribute is **User personal**, unless the value comes from a group. Or these people have no value in Okta.',
} as const;

export const problem = (code: keyof typeof todos, message: string): SetUpProblem => ({
  ...{ code, message },
  todo: todos[code],
});

/** A refusal as a problem of the set-up. */
export const refusedFor = ({
  code,
  message,
}: {
  readonly code: string;
  readonly message: string;
}): SetUpProblem => ({ code, message, todo: remedies[code as RefusalCode]?.todo });

export const setUpTodos: readonly string[] = Object.values(todos);
