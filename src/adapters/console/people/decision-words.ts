import type { AgentJobAnswer } from '../../koa-admin/answers/agent-job-answer.ts';

/** What people here decide about somebody, or about many. */
export type Decision = AgentJobAnswer['action'];

interface DecisionWords {
  readonly button: string;
  /** What it is called where it is done to many. */
  readonly noun: string;
  /** Of somebody to whom it was done. */
  readonly done: string;
  readonly consequence: string;
}

export const decisionWords: Readonly<Record<Decision, DecisionWords>> = {
  deactivate: {
    button: 'Deactivate',
    noun: 'Deactivation',
    done: 'Deactivated',
    consequence: 'Sign-in ends, and all sessions with it. Okta can let people in again.',
  },
  reactivate: {
    button: 'Reactivate',
    noun: 'Reactivation',
    done: 'Active',
    consequence: 'Sign-in is possible again.',
  },
  remove: {
    button: 'Remove',
    noun: 'Removal',
    done: 'Removed',
    consequence:
      'All attributes and memberships are gone for good; the audit log keeps what was there. Whom Okta still assigns, unassign there as well.',
  },
  bringBack: {
    button: 'Bring back',
    noun: 'Return',
    done: 'Brought back',
    consequence:
      'They can sign in again, with the roles and groups that Okta took from them. Mend the assignment in Okta first, or it takes them out again.',
  },
};

/** In characters; the audit log keeps no longer one. */
export const reasonCharactersMax = 500;
