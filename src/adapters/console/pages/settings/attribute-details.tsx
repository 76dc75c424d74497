import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { AttributeAnswer } from '../../../koa-admin/answers/attribute-answers.ts';
import { ask } from '../../api/ask.ts';
import { useMayDo } from '../../api/caller.ts';
import { useChange } from '../../api/use-change.ts';
import { describedAttribute, pathOfAttribute } from '../../attributes/custom-attributes.ts';
import { RenamingForm } from '../../forms/renaming-form.tsx';
import { Answered } from '../../states/answered.tsx';
import { Failure } from '../../states/failure.tsx';
import { Permitted } from '../../states/permitted.tsx';
import { Moment } from '../../times/moment.tsx';
import { DeclarationForm } from './declaration-form.tsx';
import styles from './settings.module.css';
import type { SettingsSearch } from './settings-search.ts';

interface AttributeDetailsProps {
  readonly attribute: AttributeAnswer;
  readonly form: SettingsSearch['form'];
  readonly show: (changed: SettingsSearch) => void;
}

/** How much an attribute is used, what was declared of it, and what can be done with it. */
export function AttributeDetails({ attribute, form, show }: AttributeDetailsProps) {
  const { name, declaration, retiredAt, renamedTo, version } = attribute;
  const ifMatch = `W/"${version}"`;
  const mayWrite = useMayDo()('attributes:write') && renamedTo === undefined;
  const change = useChange(
    ({ method, path }: { readonly method: 'POST' | 'DELETE'; readonly path: string }) =>
      ask(`${pathOfAttribute(name)}/${path}`, { method, body: method === 'POST' ? {} : undefined, ifMatch }),
  );
  const close = () => show({ form: undefined });
  return (
    <div className={styles.details}>
      {declaration?.description && <p>{declaration.description}</p>}
      {declaration?.allowedValues && (
        <p>
          May be{' '}
          {declaration.allowedValues.map((value) => (
            <code key={String(value)} className={styles.value}>
              {String(value)}
            </code>
          ))}
        </p>
      )}
      {retiredAt && (
        <p>
          Retired <Moment at={retiredAt} />. Its values are kept.
        </p>
      )}
      <Usage name={name} />
      {(form === 'rename' || form === 'declare') && (
        <Permitted anyOf={['attributes:write']}>
          {form === 'rename' ? (
            <RenamingForm
              label="New name"
              hint="Without profile. What the directory goes on sending under the old name is kept under the new one."
              name={name}
              rename={(to) =>
                ask(`${pathOfAttribute(name)}/rename`, { method: 'POST', body: { to }, ifMatch })
              }
              close={close}
            />
          ) : (
            <DeclarationForm name={name} declaration={declaration} ifMatch={ifMatch} close={close} />
          )}
        </Permitted>
      )}
      {change.error && <Failure error={change.error} />}
      {mayWrite && form === undefined && (
        <div className={styles.buttons}>
          <Button size="xs" variant="default" onClick={() => show({ form: 'declare' })}>
            {declaration ? 'Change the declaration' : 'Declare'}
          </Button>
          {declaration && (
            <Button
              size="xs"
              variant="default"
              onClick={() => change.mutate({ method: 'DELETE', path: 'declaration' })}
            >
              Take the declaration back
            </Button>
          )}
          <Button size="xs" variant="default" onClick={() => show({ form: 'rename' })}>
            Rename
          </Button>
          <Button
            size="xs"
            variant="default"
            onClick={() => change.mutate({ method: 'POST', path: retiredAt ? 'reinstate' : 'retire' })}
          >
            {retiredAt ? 'Bring back' : 'Retire'}
          </Button>
        </div>
      )}
    </div>
  );
}

function Usage({ name }: { readonly name: string }) {
  return (
    <Answered query={useQuery(describedAttribute(name))} rows={2}>
      {({ agents, commonValues, agentsToMove }) => (
        <>
          <p>
            {agents === 1 ? '1 person has it' : `${agents.toLocaleString('en')} people have it`}
            {commonValues.length > 0 ? '. The most common values are' : '.'}
            {commonValues.map(({ value, agents: having }) => (
              <span key={String(value)} className={styles.value}>
                <code>{String(value)}</code> {having.toLocaleString('en')}
              </span>
            ))}
          </p>
          {agentsToMove > 0 && (
            <p>
              A renaming was interrupted: {agentsToMove.toLocaleString('en')} people are left. Rename it once
              more to go on.
            </p>
          )}
        </>
      )}
    </Answered>
  );
}
