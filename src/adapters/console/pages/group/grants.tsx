import { Button } from '@mantine/core';
import type { GroupAnswer } from '../../../koa-admin/answers/group-answer.ts';
import { ask } from '../../api/ask.ts';
import { useChange } from '../../api/use-change.ts';
import { PersonLink } from '../../people/person-link.tsx';
import { PersonPicker } from '../../person-picker/person-picker.tsx';
import { Failure } from '../../states/failure.tsx';
import styles from './group.module.css';
import { pathOf } from './queries-of-group.ts';

/** The limited administrators who may say who belongs. */
export function Grants({ group: { id, grantedTo } }: { readonly group: GroupAnswer }) {
  const change = useChange(
    ({ agentId, method }: { readonly agentId: string; readonly method: 'PUT' | 'DELETE' }) =>
      ask(`${pathOf(id)}/grants/${agentId}`, { method }),
  );
  return (
    <div className={styles.part}>
      <p className={styles.remark}>
        Administrators may in any case. A limited administrator may in groups that are granted here.
      </p>
      {grantedTo.length > 0 && (
        <ul className={styles.pairs} aria-label="Granted to">
          {grantedTo.map((agentId) => (
            <li key={agentId}>
              <PersonLink id={agentId} />
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => change.mutate({ agentId, method: 'DELETE' })}
              >
                Take back
              </Button>
            </li>
          ))}
        </ul>
      )}
      {change.error && <Failure error={change.error} />}
      <PersonPicker
        label="Grant it to"
        pick={({ id: agentId }) => change.mutate({ agentId, method: 'PUT' })}
      />
    </div>
  );
}
