import type { AgentAnswer } from '../../koa-admin/answers/agent-answer.ts';

/** What somebody is called: as the directory displays it, as the parts of the name say, or by the userName. */
export const nameOf = ({ displayName, name, userName }: AgentAnswer): string =>
  displayName || name.formatted || [name.givenName, name.familyName].filter(Boolean).join(' ') || userName;
