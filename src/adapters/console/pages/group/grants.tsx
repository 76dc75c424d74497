import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { GroupAnswer } from '../../../koa-admin/answers/group-answer.ts';
import { ask } from '../../api/ask.ts';
import { agentOf } from '../../people/agent-of.ts';
import { nameOf } from '../../people/name-of.ts';
import { PersonPicker } from '../../person-picker/person-picker.tsx';
import { Failure } from '../../states/failure.tsx';
import styles from './group.module.css';
import { pathOf } from './queries-of-group.ts';

/** The limited administrators who may say who belongs. */
export function Grants({ group: { id, grantedTo } }: { readonly group: GroupAnswer }) {
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: ({ agentId, method }: { readonly agentId: string; readonly method: 'PUT' | 'DELETE' }) =>
      ask(`${pathOf(id)}/grants/${agentId}`, { method }),
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <div className={styles.exceptions}>
      <p className={styles.remark}>
        Administrators may in any case. A limited administrator may in groups that are granted here.
      </p>
      {grantedTo.length > 0 && (
        <ul aria-label="Granted to">
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

function PersonLink({ id }: { readonly id: string }) {
  const { data } = useQuery(agentOf(id));
  return (
    <Link to="/people/$id" params={{ id }}>
      {data === undefined ? id : nameOf(data)}
    </Link>
  );
}
