import type { Operation } from '../operation.ts';
import { describeCaller } from './account/describe-caller.ts';
import { deactivateAgent } from './agents/deactivate-agent.ts';
import { listAgents } from './agents/list-agents.ts';
import { reactivateAgent } from './agents/reactivate-agent.ts';
import { readAgent } from './agents/read-agent.ts';
import { removeAgent } from './agents/remove-agent.ts';
import { readAuditLog } from './audit-log/read-audit-log.ts';
import { createGroup } from './groups/create-group.ts';
import { listGroups } from './groups/list-groups.ts';
import { readGroup } from './groups/read-group.ts';
import { removeGroup } from './groups/remove-group.ts';
import { readOktaSetUp } from './set-up/read-okta-set-up.ts';
import { issueToken } from './tokens/issue-token.ts';
import { listTokens } from './tokens/list-tokens.ts';

/** Every operation, by its id. Written by `npm run reference` from the folders beside this file. */
export const operations: Readonly<Record<string, Operation>> = {
  createGroup,
  deactivateAgent,
  describeCaller,
  issueToken,
  listAgents,
  listGroups,
  listTokens,
  reactivateAgent,
  readAgent,
  readAuditLog,
  readGroup,
  readOktaSetUp,
  removeAgent,
  removeGroup,
};
