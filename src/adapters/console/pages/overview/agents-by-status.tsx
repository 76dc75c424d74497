import { Link } from '@tanstack/react-router';
import type { AgentsByStatusAnswer } from '../../../koa-admin/answers/overview-answer.ts';
import { Card } from '../../card/card.tsx';
import styles from './overview.module.css';

const numbers = new Intl.NumberFormat('en');

/** How many there are, each number leading to the people behind it. */
export const AgentsByStatus = ({ agents }: { readonly agents: AgentsByStatusAnswer }) => (
  <Card title="Agents">
    <dl className={styles.counts}>
      {(['active', 'deactivated'] as const).map((status) => (
        <div key={status}>
          <dt>{status === 'active' ? 'Active' : 'Deactivated'}</dt>
          <dd>
            <Link to="/people" search={{ status }}>
              {numbers.format(agents[status].agents)}
              {agents[status].atLeast && '+'}
            </Link>
          </dd>
        </div>
      ))}
    </dl>
  </Card>
);
