import { Link } from '@tanstack/react-router';
import type { Permission } from '../../../../domain/permission/permission.ts';
import type { FindingAnswer, PartAnswer } from '../../../koa-admin/answers/overview-answer.ts';
import { useMayDo } from '../../api/caller.ts';
import type { ConsolePath } from '../../paths.ts';
import { StateMark } from '../../roll/state-mark.tsx';
import { shown } from './conditions.ts';
import { FindingSentence } from './finding-sentence.tsx';
import styles from './overview.module.css';

interface Way {
  readonly to: ConsolePath;
  readonly label: string;
  /** Whoever lacks it reads what happened instead. */
  readonly permission?: Permission;
}

/** Where somebody does something about it. */
const ways: Partial<Readonly<Record<FindingAnswer['reason'], Way>>> = {
  certificateEnded: { to: '/connections', label: 'Connections' },
  certificateEnds: { to: '/connections', label: 'Connections' },
  deactivationsStopped: { to: '/brake', label: 'Decide', permission: 'agentJobs:read' },
  manyDeactivated: { to: '/brake', label: 'Decide', permission: 'agentJobs:read' },
  metadataUnreadable: { to: '/connections', label: 'Connections' },
  ruleMatchesNobody: { to: '/groups', label: 'Groups' },
  ssoMissing: { to: '/okta-set-up', label: 'Okta set-up' },
  tokenEnded: { to: '/connections', label: 'Connections' },
  tokenEnds: { to: '/connections', label: 'Connections' },
  tokenMissing: { to: '/okta-set-up', label: 'Okta set-up' },
};

/** What does not mend itself, each with the way to where it is mended. */
export function Attention({ parts }: { readonly parts: readonly PartAnswer[] }) {
  const findings = parts
    .flatMap((part) => part.findings)
    .filter(({ condition }) => condition === 'failing' || condition === 'attention');
  if (findings.length === 0) return null;
  return (
    <section className={styles.attention}>
      <h2>Needs attention</h2>
      <ul>
        {findings.map((finding) => (
          <li key={`${finding.reason} ${finding.subject?.id ?? finding.subject?.name}`}>
            <StateMark state={shown[finding.condition].state} />
            <FindingSentence finding={finding} />
            <WayThere finding={finding} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function WayThere({ finding: { reason, subject } }: { readonly finding: FindingAnswer }) {
  const mayDo = useMayDo();
  const way = ways[reason];
  if (subject?.type === 'group' && subject.id !== undefined)
    return (
      <Link to="/groups/$id" params={{ id: subject.id }}>
        The group
      </Link>
    );
  if (way !== undefined && (way.permission === undefined || mayDo(way.permission)))
    return <Link to={way.to}>{way.label}</Link>;
  const about = subject?.id === undefined ? { targetName: subject?.name } : { involving: subject.id };
  // The request log knows agents, and says what to do in Okta.
  const isOfAgent = subject === undefined || subject.type === 'agent';
  const log = mayDo('requests:read') && isOfAgent ? 'requests' : undefined;
  return (
    <Link to="/activity" search={{ log, refused: true, ...about }}>
      What happened
    </Link>
  );
}
