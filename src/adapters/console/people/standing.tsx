import type { AgentAnswer } from '../../koa-admin/answers/agent-answer.ts';
import { StateMark } from '../roll/state-mark.tsx';
import styles from './standing.module.css';

const words = { active: 'Active', deactivated: 'Deactivated' } as const;

/** Whether somebody may come in. */
export function Standing({ status }: Pick<AgentAnswer, 'status'>) {
  const state = status === 'active' ? 'present' : 'notCalled';
  return (
    <span className={styles.standing} data-state={state}>
      <StateMark state={state} /> {words[status]}
    </span>
  );
}
