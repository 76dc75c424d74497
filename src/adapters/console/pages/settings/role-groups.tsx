import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { GroupAnswer } from '../../../koa-admin/answers/group-answer.ts';
import { ask } from '../../api/ask.ts';
import { useMayDo } from '../../api/caller.ts';
import type { PageOf } from '../../api/page-of.ts';
import { Card } from '../../card/card.tsx';
import { Field } from '../../forms/field.tsx';
import forms from '../../forms/form.module.css';
import { Answered } from '../../states/answered.tsx';
import { Failure } from '../../states/failure.tsx';
import { type NamedRole, roleName, roleWords } from './role-words.ts';
import styles from './settings.module.css';
import { roleGroups } from './settings-queries.ts';

/** Groups whose members have a role by belonging to them. */
export function RoleGroups() {
  const mayWrite = useMayDo()('roles:write');
  const [isAdding, setAdding] = useState(false);
  const queries = useQueryClient();
  const withdraw = useMutation({
    mutationFn: (id: string) => ask(`groups/${id}/role`, { method: 'DELETE' }),
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <Card
      title="Groups that give roles"
      about="Whoever belongs to one of them has its role, whatever decides who belongs."
      action={
        mayWrite && (
          <Button size="xs" disabled={isAdding} onClick={() => setAdding(true)}>
            Give a role to a group
          </Button>
        )
      }
    >
      {isAdding && <RoleForm close={() => setAdding(false)} />}
      {withdraw.error && <Failure error={withdraw.error} />}
      <Answered query={useQuery(roleGroups)} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={styles.remark}>
              No group gives a role. {!mayWrite && 'Owners say which groups do.'}
            </p>
          ) : (
            <ul className={styles.rows} aria-label="Groups that give roles">
              {items.map(({ id, displayName, role }) => (
                <li key={id} className={styles.pair}>
                  <Link to="/groups/$id" params={{ id }}>
                    {displayName}
                  </Link>
                  <span>
                    {roleName(role)}{' '}
                    {mayWrite && (
                      <Button
                        size="compact-xs"
                        variant="default"
                        onClick={() => withdraw.mutate(id)}
                        aria-label={`Take the role from ${displayName}`}
                      >
                        Take back
                      </Button>
                    )}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </Card>
  );
}

const assignable = (Object.keys(roleWords) as NamedRole[]).filter((role) => role !== 'owner');
const choicesMax = 100;

function RoleForm({ close }: { readonly close: () => void }) {
  const queries = useQueryClient();
  const [search, setSearch] = useState('');
  const [id, setId] = useState('');
  const [role, setRole] = useState<string>('manager');
  const found = useQuery({
    queryKey: ['groups', 'called', search],
    queryFn: ({ signal }) =>
      ask<PageOf<GroupAnswer>>('groups', {
        query: { search: search.trim() || undefined, byName: true, limit: choicesMax },
        signal,
      }),
    placeholderData: (before) => before,
  });
  const groups = found.data?.items ?? [];
  const chosen = groups.some((group) => group.id === id) ? id : (groups[0]?.id ?? '');
  const give = useMutation({
    mutationFn: () => ask(`groups/${chosen}/role`, { method: 'PUT', body: { role } }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      close();
    },
  });
  return (
    <form
      className={`${forms.form} ${styles.adding}`}
      onSubmit={(event) => {
        event.preventDefault();
        give.mutate();
      }}
    >
      <Field label="A part of the group’s name">
        {(control) => (
          <input
            {...control}
            type="search"
            value={search}
            onChange={({ target }) => setSearch(target.value)}
          />
        )}
      </Field>
      <Field label="Group">
        {(control) => (
          <select {...control} value={chosen} onChange={({ target }) => setId(target.value)}>
            {groups.map((group) => (
              <option key={group.id} value={group.id}>
                {group.displayName}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Role">
        {(control) => (
          <select {...control} value={role} onChange={({ target }) => setRole(target.value)}>
            {assignable.map((one) => (
              <option key={one} value={one}>
                {roleWords[one].name}
              </option>
            ))}
          </select>
        )}
      </Field>
      {give.error && <Failure error={give.error} />}
      <div className={forms.buttons}>
        <Button type="submit" size="xs" disabled={chosen === ''} loading={give.isPending}>
          Give the role
        </Button>
        <Button size="xs" variant="default" onClick={close}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
