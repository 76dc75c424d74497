import { Link } from '@tanstack/react-router';
import type { EntryAnswer } from '../../koa-admin/answers/entry-answer.ts';
import { Fact } from '../roll/roll.tsx';
import { absoluteTime } from '../times/relative-time.ts';
import { attempts, spelledOut } from './deeds.ts';
import { whoIs } from './entry-sentence.tsx';
import styles from './journal.module.css';

/** Everything that an entry tells. */
export function EntryDetails({ entry }: { readonly entry: EntryAnswer }) {
  const { at, action, principal, source, requestId, changes, refusal } = entry;
  return (
    <div className={styles.details}>
      {refusal && <Explanation entry={entry} />}
      {changes.length > 0 && (
        <table className={styles.changes}>
          <thead>
            <tr>
              <th scope="col">Attribute</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ path, from, to }) => (
              <tr key={path}>
                <th scope="row">
                  <code>{path}</code>
                </th>
                <td>
                  <Value value={from} />
                </td>
                <td>
                  <Value value={to} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <dl className={styles.facts}>
        <Fact name="When">{absoluteTime(new Date(at))}</Fact>
        <Fact name="Who">{whoIs(principal)}</Fact>
        <Fact name="From">{source}</Fact>
        <Fact name="Action">
          <code>{action}</code>
        </Fact>
        <Fact name="Request">
          <Link to="/activity" search={{ requestId }}>
            <code>{requestId}</code>
          </Link>
        </Fact>
      </dl>
    </div>
  );
}

/** A failure in the order in which people ask about it. */
function Explanation({ entry: { action, target, refusal } }: { readonly entry: EntryAnswer }) {
  if (refusal === undefined) return null;
  const tried = (attempts[action] ?? spelledOut(action)).replace('{}', target?.name ?? target?.id ?? '');
  return (
    <dl className={styles.explanation}>
      <dt>What was tried</dt>
      <dd>To {tried}</dd>
      <dt>What was answered</dt>
      <dd>
        <code>{refusal.code}</code>
      </dd>
      <dt>Why</dt>
      <dd>{refusal.message}</dd>
      {refusal.leftOut && (
        <>
          <dt>What stayed as it was</dt>
          <dd>
            {refusal.leftOut.map(({ path, message }) => (
              <p key={`${path} ${message}`}>
                {path && <code>{path}</code>} {message}
              </p>
            ))}
          </dd>
        </>
      )}
    </dl>
  );
}

const Value = ({ value }: { readonly value: unknown }) =>
  value === undefined ? (
    <span className={styles.none}>none</span>
  ) : (
    <code>{typeof value === 'string' ? value : JSON.stringify(value)}</code>
  );
