import { Link } from '@tanstack/react-router';
import type { HourAnswer } from '../../../koa-admin/answers/overview-answer.ts';
import { Card } from '../../card/card.tsx';
import { useNow } from '../../times/use-now.ts';
import styles from './overview.module.css';

const hourMilliseconds = 3_600_000;
const hoursShown = 24;
const heightUnits = 64;

const hourOfDay = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });

/** What directories did, hour by hour. */
export function PushesOfADay({ pushes }: { readonly pushes: readonly HourAnswer[] }) {
  const hours = everyHour(pushes, useNow(hourMilliseconds));
  const highest = Math.max(1, ...hours.map(({ done, refused }) => done + refused));
  const done = hours.reduce((sum, hour) => sum + hour.done, 0);
  const refused = hours.reduce((sum, hour) => sum + hour.refused, 0);
  const summary = `In the last 24 hours ${done} changes by directories, and ${refused} refused.`;
  if (done + refused === 0)
    return (
      <Card title="Last 24 hours">
        <p className={styles.none}>
          No directory changed anything. What they push is counted here by the hour.
        </p>
      </Card>
    );
  return (
    <Card title="Last 24 hours">
      <svg
        className={styles.bars}
        viewBox={`0 0 ${hoursShown * 10} ${heightUnits + 2}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={summary}
      >
        {hours.map((hour, index) => {
          const height = (count: number) => (count / highest) * heightUnits;
          const [doneHeight, refusedHeight] = [height(hour.done), height(hour.refused)];
          return (
            <g key={hour.at} transform={`translate(${index * 10 + 1})`}>
              <title>{`${hourOfDay.format(new Date(hour.at))} UTC: ${hour.done} done, ${hour.refused} refused`}</title>
              <rect className={styles.barSpace} width="10" height={heightUnits + 2} x="-1" />
              <rect className={styles.barGround} width="8" height="1" y={heightUnits + 1} />
              <rect className={styles.barDone} width="8" height={doneHeight} y={heightUnits - doneHeight} />
              <rect
                className={styles.barRefused}
                width="8"
                height={refusedHeight}
                y={heightUnits - doneHeight - refusedHeight}
              />
            </g>
          );
        })}
      </svg>
      <p className={styles.axis} aria-hidden="true">
        <span>{hourOfDay.format(new Date(hours[0]?.at ?? 0))} UTC</span>
        <span>now</span>
      </p>
      <p className={styles.legend}>
        <span data-bar="done">{done} done</span>
        <Link to="/activity" search={{ refused: true }} data-bar="refused">
          {refused} refused
        </Link>
      </p>
    </Card>
  );
}

function everyHour(pushes: readonly HourAnswer[], now: number): readonly HourAnswer[] {
  const known = new Map(pushes.map((hour) => [hour.at, hour]));
  return Array.from({ length: hoursShown }, (_, index) => {
    const at = new Date(now - (hoursShown - 1 - index) * hourMilliseconds).toISOString();
    return known.get(at) ?? { at, done: 0, refused: 0 };
  });
}
