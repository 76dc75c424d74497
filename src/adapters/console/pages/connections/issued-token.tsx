import type { IssuedTokenAnswer } from '../../../koa-admin/answers/token-answer.ts';
import { Copyable } from '../../copy/copyable.tsx';
import styles from './connections.module.css';

/** A token that was just made. Nobody can read it again, not even here. */
export const IssuedToken = ({ issued: { token, text } }: { readonly issued: IssuedTokenAnswer }) => (
  <div className={styles.issued} role="status">
    <p>
      <strong>{token.name}</strong> is made. Copy it: it is shown this once, and nobody can read it again.
    </p>
    <Copyable name={`the token ${token.name}`} value={text ?? ''} autoFocus />
  </div>
);
