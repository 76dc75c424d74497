import { Link } from '@tanstack/react-router';
import type { EntryAnswer } from '../../koa-admin/answers/entry-answer.ts';
import { attempts, deeds, spelledOut } from './deeds.ts';

/** What happened, as one says it: who did what to whom. */
export function EntrySentence({ entry }: { readonly entry: EntryAnswer }) {
  const { action, refusal, principal } = entry;
  const who = whoIs(principal);
  const isWholly = refusal !== undefined && refusal.leftOut === undefined;
  const words = isWholly
    ? `tried to ${attempts[action] ?? `${spelledOut(action)} {}`}`
    : (deeds[action] ?? attempts[action] ?? `${spelledOut(action)} {}`);
  const [before, after] = words.split('{}');
  return (
    <>
      {who} {before}
      {after !== undefined && <Target target={entry.target} />}
      {after}
    </>
  );
}

export function whoIs({ kind, name }: EntryAnswer['principal']): string {
  if (kind === 'anonymous') return 'Somebody unknown';
  if (kind === 'operator') return name === undefined ? 'An operator' : `The operator ${name}`;
  if (kind === 'service') return name ?? 'A service';
  return name ?? 'Somebody';
}

function Target({ target }: { readonly target: EntryAnswer['target'] }) {
  if (target === undefined) return null;
  const name = target.name ?? target.id ?? '';
  return target.type === 'agent' && target.id !== undefined ? (
    <Link to="/people/$id" params={{ id: target.id }}>
      {name}
    </Link>
  ) : (
    <strong>{name}</strong>
  );
}
