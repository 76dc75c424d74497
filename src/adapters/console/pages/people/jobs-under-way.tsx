import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { decisionWords } from '../../people/decision-words.ts';
import { agentJobs, isUnderWay } from './agent-jobs.ts';
import styles from './people.module.css';

/** What is being done to many at this moment, by whomever, each with the way to how far it is. */
export function JobsUnderWay({ shown }: { readonly shown: string | undefined }) {
  const jobs = useQuery(agentJobs).data?.items.filter((job) => isUnderWay(job) && job.id !== shown) ?? [];
  return jobs.map(({ id, action, agents }) => (
    <p key={id} className={styles.underWay}>
      <Link to="/people" search={{ job: id }}>
        {decisionWords[action].noun} of {agents.toLocaleString('en')}
      </Link>{' '}
      is under way.
    </p>
  ));
}
