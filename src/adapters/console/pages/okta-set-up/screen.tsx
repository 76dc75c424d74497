import type { OktaFieldAnswer, OktaScreenAnswer } from '../../../koa-admin/answers/okta-set-up-answer.ts';
import { Copyable } from '../../copy/copyable.tsx';
import styles from './okta-set-up.module.css';

/** One of Okta's screens, with what is typed and chosen there. */
export const Screen = ({ screen: { menu, fields } }: { readonly screen: OktaScreenAnswer }) => (
  <section className={styles.screen}>
    <h3>{menu}</h3>
    <dl>
      {fields.map((field) => (
        <div key={field.name}>
          <dt>{field.name}</dt>
          <dd>
            <FieldValue field={field} />
          </dd>
        </div>
      ))}
    </dl>
  </section>
);

function FieldValue({ field: { name, value, path, isTyped } }: { readonly field: OktaFieldAnswer }) {
  const text = path === undefined ? (value ?? '') : addressBelow(path);
  return isTyped ? <Copyable name={name} value={text} /> : <strong>{text}</strong>;
}

/** As browsers reach the service, without a slash at its end. */
const addressBelow = (path: string): string => new URL(path, document.baseURI).href.replace(/\/$/, '');
