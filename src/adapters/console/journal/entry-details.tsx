import { Link } from '@tanstack/react-router';
import type { EntryAnswer } from '../../koa-admin/answers/entry-answer.ts';
import { useMayDo } from '../api/caller.ts';
import { Fact } from '../roll/roll.tsx';
import { absoluteTime } from '../times/relative-time.ts';
import { MarkedWords } from '../words/marked-words.tsx';
import { attempts, spelledOut } from './deeds.ts';
import { Explanation } from './explanation.tsx';
import styles from './journal.module.css';
import { PrincipalLink } from './principal-link.tsx';
import { useRemedy } from './use-remedy.ts';

/** Everything that an entry tells. */
export function EntryDetails({ entry }: { readonly entry: EntryAnswer }) {
  const { at, action, principal, source, requestId, changes } = entry;
  const log = useMayDo()('requests:read') ? 'requests' : undefined;
  return (
    <div className={styles.details}>
      <Refusal entry={entry} />
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
        <Fact name="Who">
          <PrincipalLink principal={principal} />
        </Fact>
        <Fact name="From">{source}</Fact>
        <Fact name="Action">
          <code>{action}</code>
        </Fact>
        <Fact name="Request">
          <Link to="/activity" search={{ log, requestId }}>
            <code>{requestId}</code>
          </Link>
        </Fact>
      </dl>
    </div>
  );
}

/** What the logs know of a refusal. */
function Refusal({ entry }: { readonly entry: EntryAnswer }) {
  const todo = useRemedy(entry);
  const { action, target, refusal } = entry;
  if (refusal === undefined) return null;
  const tried = (attempts[action] ?? spelledOut(action)).replace('{}', target?.name ?? target?.id ?? '');
  return (
    <Explanation
      tried={tried}
      answered={refusal.code}
      why={refusal.message}
      todo={todo && <MarkedWords text={todo} />}
    >
      <dt>As others</dt>
      <dd>
        <Link to="/activity" search={{ refusalCode: refusal.code }}>
          All that was refused so
        </Link>
      </dd>
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
    </Explanation>
  );
}

const Value = ({ value }: { readonly value: unknown }) =>
  value === undefined ? (
    <span className={styles.none}>none</span>
  ) : (
    <code>{typeof value === 'string' ? value : JSON.stringify(value)}</code>
  );
