import { Link } from '@tanstack/react-router';
import type { EntryAnswer } from '../../koa-admin/answers/entry-answer.ts';
import { whoIs } from './entry-sentence.tsx';

interface PrincipalLinkProps {
  readonly principal: EntryAnswer['principal'];
  /** In which log to look; the audit log where it is not said. */
  readonly log?: 'requests';
}

/** Who did something, with the way to all else that they did. */
export const PrincipalLink = ({ principal, log }: PrincipalLinkProps) =>
  principal.name === undefined ? (
    whoIs(principal)
  ) : (
    <Link to="/activity" search={{ log, principalId: principal.id, principalName: principal.name }}>
      {whoIs(principal)}
    </Link>
  );
