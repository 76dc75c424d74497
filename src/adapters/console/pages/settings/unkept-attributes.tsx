import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { UnkeptAttributeAnswer } from '../../../koa-admin/answers/attribute-answers.ts';
import { ask } from '../../api/ask.ts';
import { useMayDo } from '../../api/caller.ts';
import { useChange } from '../../api/use-change.ts';
import { Card } from '../../card/card.tsx';
import { Failure } from '../../states/failure.tsx';
import { Moment } from '../../times/moment.tsx';
import styles from './settings.module.css';
import { unkeptAttributes } from './settings-queries.ts';

interface UnkeptAttributesProps {
  /** Begins a declaration of the name, which stands without `profile.`. */
  readonly declare: (name: string) => void;
}

/** What directories send and what is dropped, with what to do in Okta; nothing where there is none. */
export function UnkeptAttributes({ declare }: UnkeptAttributesProps) {
  const { data } = useQuery(unkeptAttributes);
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Card
      title="Sent, and not kept"
      about={
        <>
          The directory sends these under names that mean nothing here. In Okta,{' '}
          <strong>Directory → Profile Editor →</strong> the application’s user: delete the attribute, and add
          it with the <em>External name</em> below. Then forget it here.
        </>
      }
    >
      <ul className={styles.rows} aria-label="Sent, and not kept">
        {data.items.map((attribute) => (
          <Unkept key={`${attribute.with} ${attribute.name}`} attribute={attribute} declare={declare} />
        ))}
      </ul>
    </Card>
  );
}

interface UnkeptProps extends UnkeptAttributesProps {
  readonly attribute: UnkeptAttributeAnswer;
}

function Unkept({ attribute, declare }: UnkeptProps) {
  const { name, times, example, lastSentAt, keptAs, with: sentWith } = attribute;
  const mayWrite = useMayDo()('attributes:write');
  const forget = useChange(() => ask(`unkept-attributes/${encodeURIComponent(name)}`, { method: 'DELETE' }));
  return (
    <li className={styles.unkept}>
      <div>
        <code>{name}</code> of {sentWith}, such as <code>{example}</code>
        <p className={styles.remark}>
          {times === 1 ? 'Once' : `${times.toLocaleString('en')} times`}, last <Moment at={lastSentAt} />.{' '}
          {keptAs ? (
            <>
              External name to give it: <code>{keptAs}</code>
            </>
          ) : (
            'Nothing here keeps it.'
          )}
        </p>
        {forget.error && <Failure error={forget.error} />}
      </div>
      {mayWrite && (
        <div className={styles.buttons}>
          {keptAs && (
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => declare(keptAs.replace(/^profile\./, ''))}
            >
              Declare {keptAs}
            </Button>
          )}
          <Button
            size="compact-xs"
            variant="default"
            loading={forget.isPending}
            onClick={() => forget.mutate()}
            aria-label={`Forget ${name}`}
          >
            Forget
          </Button>
        </div>
      )}
    </li>
  );
}
