import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { RequestAnswer } from '../../../koa-admin/answers/request-answer.ts';
import journal from '../../journal/journal.module.css';
import { type RollState, StateMark } from '../../roll/state-mark.tsx';
import { Moment } from '../../times/moment.tsx';
import { RequestDetails } from './request-details.tsx';

interface RequestRowProps {
  readonly request: RequestAnswer;
  readonly isOpen: boolean;
  readonly setOpen: (isOpen: boolean) => void;
}

/** A request as a sentence, with the way to the person whom it was about. */
export function RequestRow({ request, isOpen, setOpen }: RequestRowProps) {
  const state = stateOf(request);
  const person = personOf(request);
  return (
    <li className={journal.entry}>
      <div className={journal.line}>
        <StateMark state={state} />
        <span className={journal.sentence}>
          {request.meaning}{' '}
          {person !== undefined && (
            <Link to="/people/$id" params={{ id: person }} className={journal.aside}>
              To the person
            </Link>
          )}
          {state === 'absent' && <span className={journal.verdict}>{request.status || 'no answer'}</span>}
          {state === 'late' && <span className={journal.verdict}>in part</span>}
        </span>
        <span className={journal.at}>
          <Moment at={request.at} />
        </span>
        <button
          type="button"
          className={journal.toggle}
          aria-expanded={isOpen}
          aria-label="Details"
          onClick={() => setOpen(!isOpen)}
        >
          <IconChevronRight size={16} aria-hidden="true" />
        </button>
      </div>
      {isOpen && <RequestDetails request={request} />}
    </li>
  );
}

function stateOf({ status, lost, refusal, parts, entries }: RequestAnswer): RollState {
  if (lost !== undefined) return 'notCalled';
  if (status >= 400 || refusal !== undefined) return 'absent';
  return parts?.failed || entries.some(({ isRefusal }) => isRefusal) ? 'late' : 'present';
}

const personOf = ({ subject, entries }: RequestAnswer): string | undefined =>
  [subject, ...entries.map((entry) => entry.subject)].find((about) => about?.type === 'agent' && about.id)
    ?.id;
