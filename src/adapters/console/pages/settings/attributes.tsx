import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { AttributeAnswer } from '../../../koa-admin/answers/attribute-answers.ts';
import { useMayDo } from '../../api/caller.ts';
import { notHere } from '../../api/problem.ts';
import { customAttributes } from '../../attributes/custom-attributes.ts';
import { Card } from '../../card/card.tsx';
import { Answered } from '../../states/answered.tsx';
import { Empty } from '../../states/empty.tsx';
import { Failure } from '../../states/failure.tsx';
import { Permitted } from '../../states/permitted.tsx';
import { Moment } from '../../times/moment.tsx';
import { opening } from '../opening.ts';
import { AttributeDetails } from './attribute-details.tsx';
import { standingOf, typeText } from './attribute-words.ts';
import { DeclarationForm } from './declaration-form.tsx';
import styles from './settings.module.css';
import type { SettingsSearch } from './settings-search.ts';
import { UnkeptAttributes } from './unkept-attributes.tsx';

/** What the account keeps of people beside names and addresses. */
export function Attributes() {
  const { attribute, form } = useSearch({ from: '/settings' });
  const navigate = useNavigate({ from: '/settings' });
  const mayWrite = useMayDo()('attributes:write');
  const show = (changed: SettingsSearch) =>
    void navigate({
      ...opening(changed.form ?? changed.attribute),
      search: (shown) => ({ ...shown, part: 'attributes', ...changed }),
    });
  const isAdding = form === 'add';
  return (
    <div className={styles.part}>
      <UnkeptAttributes declare={(name) => show({ attribute: name, form: 'add' })} />
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
            <Button size="xs" disabled={isAdding} onClick={() => show({ attribute: undefined, form: 'add' })}>
              Declare an attribute
            </Button>
          )
        }
      >
        {isAdding && (
          <Permitted anyOf={['attributes:write']}>
            <DeclarationForm
              key={attribute}
              name={attribute ?? ''}
              close={() => show({ attribute: undefined, form: undefined })}
            />
          </Permitted>
        )}
        <Answered query={useQuery(customAttributes)}>
          {({ items }) => (
            <AttributeList items={items} open={isAdding ? undefined : attribute} form={form} show={show} />
          )}
        </Answered>
      </Card>
    </div>
  );
}

interface Shown {
  /** The name of the one whose details are seen. */
  readonly open: string | undefined;
  readonly form: SettingsSearch['form'];
  readonly show: (changed: SettingsSearch) => void;
}

const AttributeList = ({ items, ...shown }: Shown & { readonly items: readonly AttributeAnswer[] }) => (
  <>
    {shown.open !== undefined && items.every(({ name }) => name !== shown.open) && (
      <Failure error={notHere(`There is no custom attribute that is called profile.${shown.open}.`)} />
    )}
    {items.length === 0 ? (
      <Empty title="There are no custom attributes yet">
        They appear when Okta pushes somebody who has one, and here as soon as you declare one ahead.
      </Empty>
    ) : (
      <ul className={styles.rows} aria-label="Custom attributes">
        {items.map((attribute) => (
          <Attribute key={attribute.name} attribute={attribute} {...shown} />
        ))}
      </ul>
    )}
  </>
);

function Attribute({ attribute, open, form, show }: Shown & { readonly attribute: AttributeAnswer }) {
  const { name, lastSeenAt, declaration } = attribute;
  const isOpen = open === name;
  const toggle = () => show({ attribute: isOpen ? undefined : name, form: undefined });
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
      {isOpen && <AttributeDetails attribute={attribute} form={form} show={show} />}
    </li>
  );
}
