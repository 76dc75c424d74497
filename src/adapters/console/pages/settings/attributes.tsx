import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { AttributeAnswer } from '../../../koa-admin/answers/attribute-answers.ts';
import { useMayDo } from '../../api/caller.ts';
import { customAttributes } from '../../attributes/custom-attributes.ts';
import { Card } from '../../card/card.tsx';
import { Answered } from '../../states/answered.tsx';
import { Empty } from '../../states/empty.tsx';
import { Moment } from '../../times/moment.tsx';
import { AttributeDetails } from './attribute-details.tsx';
import { standingOf, typeText } from './attribute-words.ts';
import { DeclarationForm } from './declaration-form.tsx';
import styles from './settings.module.css';
import { UnkeptAttributes } from './unkept-attributes.tsx';

/** What the account keeps of people beside names and addresses. */
export function Attributes() {
  const mayDo = useMayDo();
  const mayWrite = mayDo('attributes:write');
  // The name with which a declaration begins; absent while none is made.
  const [declared, setDeclared] = useState<string>();
  return (
    <div className={styles.part}>
      <UnkeptAttributes declare={setDeclared} />
      <Card
        title="Custom attributes"
        about={
          <>
            What the directory sends under <code>profile</code>. They appear as they come; declare what values
            they may have.
          </>
        }
        action={
          mayWrite && (
            <Button size="xs" disabled={declared !== undefined} onClick={() => setDeclared('')}>
              Declare an attribute
            </Button>
          )
        }
      >
        {declared !== undefined && (
          <DeclarationForm key={declared} name={declared} close={() => setDeclared(undefined)} />
        )}
        <Answered query={useQuery(customAttributes)}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title="There are no custom attributes yet">
                They appear when Okta pushes somebody who has one, and here as soon as you declare one ahead.
              </Empty>
            ) : (
              <ul className={styles.rows} aria-label="Custom attributes">
                {items.map((attribute) => (
                  <Attribute key={attribute.name} attribute={attribute} />
                ))}
              </ul>
            )
          }
        </Answered>
      </Card>
    </div>
  );
}

function Attribute({ attribute }: { readonly attribute: AttributeAnswer }) {
  const { name, lastSeenAt, declaration } = attribute;
  const { attribute: open } = useSearch({ from: '/settings' });
  const navigate = useNavigate({ from: '/settings' });
  const isOpen = open === name;
  const toggle = () =>
    void navigate({
      search: { part: 'attributes', attribute: isOpen ? undefined : name },
      replace: true,
      resetScroll: false,
    });
  return (
    <li>
      <button type="button" className={styles.row} aria-expanded={isOpen} onClick={toggle}>
        <span className={styles.name}>
          <code>profile.{name}</code>
          {declaration?.displayName && <span>{declaration.displayName}</span>}
        </span>
        <span>{typeText(attribute)}</span>
        <span>{standingOf(attribute)}</span>
        <span className={styles.moment}>
          {lastSeenAt ? (
            <>
              Seen <Moment at={lastSeenAt} inRow />
            </>
          ) : (
            'Never seen'
          )}
        </span>
      </button>
      {isOpen && <AttributeDetails attribute={attribute} />}
    </li>
  );
}
