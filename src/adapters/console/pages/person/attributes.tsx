import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { AgentAnswer } from '../../../koa-admin/answers/agent-answer.ts';
import type { TracedAttributeAnswer } from '../../../koa-admin/answers/traced-attribute-answer.ts';
import { useMayDo } from '../../api/caller.ts';
import { whoIs } from '../../journal/entry-sentence.tsx';
import { Answered } from '../../states/answered.tsx';
import { Moment } from '../../times/moment.tsx';
import styles from './person.module.css';
import { attributesOf } from './queries-of-person.ts';

/** What is known of somebody, and since when and through whom, as far as the viewer may know that. */
export const Attributes = ({ agent }: { readonly agent: AgentAnswer }) =>
  useMayDo()('auditLog:read') ? (
    <TracedAttributes id={agent.id} />
  ) : (
    <AttributeTable attributes={attributesIn(agent)} />
  );

function TracedAttributes({ id }: { readonly id: string }) {
  return (
    <Answered query={useQuery(attributesOf(id))}>
      {({ items }) => <AttributeTable attributes={items} />}
    </Answered>
  );
}

const attributesIn = ({
  userName,
  displayName,
  externalId,
  profile,
}: AgentAnswer): readonly TracedAttributeAnswer[] =>
  Object.entries({
    ...{ userName, displayName, externalId },
    ...Object.fromEntries(Object.entries(profile).map(([name, value]) => [`profile.${name}`, value])),
  }).flatMap(([path, value]) => (value === undefined ? [] : [{ path, value }]));

const AttributeTable = ({ attributes }: { readonly attributes: readonly TracedAttributeAnswer[] }) => (
  <table className={styles.attributes}>
    <thead>
      <tr>
        <th scope="col">Attribute</th>
        <th scope="col">Value</th>
        <th scope="col">From</th>
      </tr>
    </thead>
    <tbody>
      {attributes.map(({ path, value, since }) => (
        <tr key={path}>
          <th scope="row">
            <code>{path}</code>
          </th>
          <td>{shownValue(value)}</td>
          <td className={styles.origin}>
            {since && (
              <>
                {whoIs(since.principal)}, <Moment at={since.at} />
              </>
            )}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

/** Of multi-valued attributes what people look for: the values, without their types. */
function shownValue(value: TracedAttributeAnswer['value']): ReactNode {
  if (typeof value === 'string') return value;
  const parts = [value].flat();
  const texts = parts.map((part) =>
    part !== null && typeof part === 'object' && 'value' in part ? part.value : part,
  );
  return texts.every((text) => typeof text !== 'object') ? (
    texts.join(', ')
  ) : (
    <code>{JSON.stringify(value)}</code>
  );
}
