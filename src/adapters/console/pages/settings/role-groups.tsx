import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { ask } from '../../api/ask.ts';
import { groupsCalled } from '../../api/called.ts';
import { useMayDo } from '../../api/caller.ts';
import { useChange } from '../../api/use-change.ts';
import { Card } from '../../card/card.tsx';
import { ChoiceField } from '../../forms/choice-field.tsx';
import { Form } from '../../forms/form.tsx';
import { RadioChoices } from '../../forms/radio-choices.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { type NamedRole, roleName, roleWords } from '../../people/role-words.ts';
import { Answered } from '../../states/answered.tsx';
import { Failure } from '../../states/failure.tsx';
import { Permitted } from '../../states/permitted.tsx';
import { useRested } from '../../typing/use-rested.ts';
import { opening } from '../opening.ts';
import styles from './settings.module.css';
import { roleGroups } from './settings-queries.ts';

/** Groups whose members have a role by belonging to them. */
export function RoleGroups() {
  const mayWrite = useMayDo()('roles:write');
  const isAdding = useSearch({ from: '/settings' }).form === 'giveRole';
  const navigate = useNavigate({ from: '/settings' });
  const show = (form: 'giveRole' | undefined) =>
    void navigate({ ...opening(form), search: (shown) => ({ ...shown, part: 'roles', form }) });
  const withdraw = useChange((id: string) => ask(`groups/${id}/role`, { method: 'DELETE' }));
  return (
    <Card
      title="Groups that give roles"
      about="Whoever belongs to one of them has its role, whatever decides who belongs."
      action={
        mayWrite && (
          <Button size="xs" disabled={isAdding} onClick={() => show('giveRole')}>
            Give a role to a group
          </Button>
        )
      }
    >
      {isAdding && (
        <Permitted anyOf={['roles:write']}>
          <RoleForm close={() => show(undefined)} />
        </Permitted>
      )}
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

const assignable = (Object.keys(roleWords) as NamedRole[])
  .filter((role) => role !== 'owner')
  .map((role) => [role, roleWords[role].name, roleWords[role].may] as const);
const choicesMax = 100;

function RoleForm({ close }: { readonly close: () => void }) {
  const [search, setSearch] = useState('');
  const [id, setId] = useState('');
  const [role, setRole] = useState<NamedRole>('manager');
  const wanted = search.trim();
  const rested = useRested(wanted);
  const found = useQuery(groupsCalled(rested, choicesMax));
  // Until then those are shown that are called as it was typed before.
  const isFound = wanted === rested && !found.isPlaceholderData;
  const groups = found.data?.items ?? [];
  const chosen = groups.some((group) => group.id === id) ? id : (groups[0]?.id ?? '');
  const give = useChange(() => ask(`groups/${chosen}/role`, { method: 'PUT', body: { role } }), close);
  return (
    <Form
      isPanel
      label="Role of a group"
      action="Give the role"
      isReady={isFound && chosen !== ''}
      change={give}
      cancel={close}
    >
      <TextField
        label="A part of the group’s name"
        type="search"
        autoFocus
        value={search}
        change={setSearch}
      />
      <ChoiceField
        label="Group"
        value={chosen}
        choices={groups.map((group) => [group.id, group.displayName] as const)}
        change={setId}
      />
      <RadioChoices legend="Role" value={role} choices={assignable} change={setRole} />
    </Form>
  );
}
