import type { FindingAnswer, PartAnswer } from '../../../koa-admin/answers/overview-answer.ts';
import { StateMark } from '../../roll/state-mark.tsx';
import { Moment } from '../../times/moment.tsx';
import { shown } from './conditions.ts';
import styles from './overview.module.css';

interface RailProps {
  readonly parts: readonly PartAnswer[];
  readonly lastEventAt?: string;
}

interface Leg {
  readonly name: string;
  readonly part?: PartAnswer;
  /** What it last did. */
  readonly did: string;
  readonly at?: string;
}

/** The way of a person from Okta to whoever listens, and what each leg of it last did. */
export function Rail({ parts, lastEventAt }: RailProps) {
  const part = (name: PartAnswer['name']) => parts.find((one) => one.name === name);
  const finding = (name: PartAnswer['name'], reason: FindingAnswer['reason']) =>
    part(name)?.findings.find((one) => one.reason === reason);
  const used = finding('token', 'tokenUsed');
  const signedIn = finding('singleSignOn', 'signedIn');
  const elsewhere = finding('singleSignOn', 'signsInElsewhere');
  const pushed = finding('pushes', 'pushed');
  const kept = finding('groups', 'groupsKept');
  const legs: readonly Leg[] = [
    { name: 'Okta', part: part('token'), did: used ? 'last asked' : 'has not come yet', at: used?.at },
    {
      ...{ name: 'Single Sign-On', part: part('singleSignOn') },
      ...(signedIn
        ? { did: `${signedIn.subject?.name} signed in`, at: signedIn.at }
        : { did: elsewhere ? 'people sign in elsewhere' : 'nobody signed in yet' }),
    },
    {
      ...{ name: 'Rollcall', part: part('pushes'), at: pushed?.at },
      did: pushed ? `took ${pushed.subject?.name ?? 'a push'}` : 'nothing was pushed yet',
    },
    {
      ...{ name: 'Groups', part: part('groups'), at: kept?.at },
      did: kept
        ? `${kept.count} ${kept.count === 1 ? 'group' : 'groups'}${kept.at ? ', last changed' : ''}`
        : 'none yet',
    },
    { name: 'Events', did: lastEventAt ? 'the last one' : 'none yet', at: lastEventAt },
  ];
  return (
    <ol className={styles.rail} aria-label="From Okta to events">
      {legs
        .filter(({ name, part }) => part !== undefined || name === 'Events')
        .map((leg) => (
          <RailLeg key={leg.name} {...leg} />
        ))}
    </ol>
  );
}

function RailLeg({ name, part, did, at }: Leg) {
  const { state, word } = shown[part?.condition ?? (at === undefined ? 'waiting' : 'working')];
  return (
    <li className={styles.leg} data-state={state}>
      <StateMark state={state} />
      <div>
        <strong>{name}</strong> <span className={styles.legWord}>{word}</span>
        <span className={styles.did}>
          {did} {at && <Moment at={at} />}
        </span>
      </div>
    </li>
  );
}
