import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { RequestAnswer } from '../../../koa-admin/answers/request-answer.ts';
import { ask } from '../../api/ask.ts';
import { Explanation } from '../../journal/explanation.tsx';
import journal from '../../journal/journal.module.css';
import { PrincipalLink } from '../../journal/principal-link.tsx';
import { Fact } from '../../roll/roll.tsx';
import { StateMark } from '../../roll/state-mark.tsx';
import { absoluteTime } from '../../times/relative-time.ts';
import { MarkedWords } from '../../words/marked-words.tsx';

/** Everything that the log has of a request. */
export function RequestDetails({ request }: { readonly request: RequestAnswer }) {
  const { explanation, refusal, parts, principal, entries, query, requestId } = request;
  return (
    <div className={journal.details}>
      {explanation && (
        <Explanation {...explanation} todo={explanation.todo && <MarkedWords text={explanation.todo} />} />
      )}
      {refusal?.checks && <Checks checks={refusal.checks} />}
      {parts && parts.failed > 0 && (
        <section>
          <p>
            Of {parts.sent} parts {parts.failed} were refused:
          </p>
          <ul>
            {parts.refusals.map(({ code, message }) => (
              <li key={`${code} ${message}`}>{message}</li>
            ))}
          </ul>
        </section>
      )}
      <dl className={journal.facts}>
        <Fact name="When">{absoluteTime(new Date(request.at))}</Fact>
        <Fact name="Who">
          {principal ? <PrincipalLink principal={principal} log="requests" /> : 'Somebody unknown'}
        </Fact>
        <Fact name="From">{[request.source, request.client].filter(Boolean).join(', ')}</Fact>
        <Fact name="Asked for">
          <code>
            {request.method} {[request.path, query].filter(Boolean).join('?')}
          </code>
        </Fact>
        <Fact name="Answered">
          {request.status || 'not at all'}, after {Math.round(request.milliseconds)} ms
        </Fact>
        {request.mnemonic && <Fact name="Words on the page">{request.mnemonic}</Fact>}
        <Fact name="Request">
          <Link to="/activity" search={{ log: 'requests', requestId }}>
            <code>{requestId}</code>
          </Link>
        </Fact>
        {entries.length > 0 && (
          <Fact name="In the audit log">
            <Link to="/activity" search={{ requestId }}>
              Its entries
            </Link>
          </Fact>
        )}
      </dl>
      <Bodies request={request} />
    </div>
  );
}

type Checks = NonNullable<NonNullable<RequestAnswer['refusal']>['checks']>;

/** What was looked at, up to the first that failed. */
const Checks = ({ checks }: { readonly checks: Checks }) => (
  <table className={journal.changes}>
    <thead>
      <tr>
        <th scope="col">Check</th>
        <th scope="col">Expected</th>
        <th scope="col">Received</th>
      </tr>
    </thead>
    <tbody>
      {checks.map(({ check, passed, expected, received }) => (
        <tr key={check}>
          <th scope="row">
            <StateMark state={passed ? 'present' : 'absent'} /> {check}
          </th>
          <td>{expected}</td>
          <td>{received}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

/** What was sent and answered, where the account has that kept. */
function Bodies({ request: { id, at } }: { readonly request: RequestAnswer }) {
  const { data } = useQuery({
    queryKey: ['request', id, at],
    queryFn: ({ signal }) =>
      ask<RequestAnswer>(`requests/${encodeURIComponent(id)}`, { query: { at }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { request, answer } = data?.bodies ?? {};
  return (
    <>
      {request && <Body title="What was sent" text={request} />}
      {answer && <Body title="What was answered" text={answer} />}
    </>
  );
}

const Body = ({ title, text }: { readonly title: string; readonly text: string }) => (
  <details>
    <summary>{title}</summary>
    <pre className={journal.body}>{text}</pre>
  </details>
);
