import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ExplainedRoleAnswer } from '../../../koa-admin/answers/role-answers.ts';
import { Card } from '../../card/card.tsx';
import { roleOf } from '../../people/role-of.ts';
import { roleName, roleWords } from '../../people/role-words.ts';
import { Answered } from '../../states/answered.tsx';
import { RoleGroups } from './role-groups.tsx';
import styles from './settings.module.css';
import { administrators, owners } from './settings-queries.ts';

/** Who may do what here, and through what. */
export const Roles = () => (
  <div className={styles.part}>
    <Card
      title="Administrators"
      about="Active people who may let others in, and through what each of them may."
    >
      <Answered query={useQuery(administrators)}>
        {({ items }) => (
          <ul className={styles.rows} aria-label="Administrators">
            {items.map(({ id, userName }) => (
              <li key={id} className={styles.pair}>
                <Link to="/people/$id" params={{ id }}>
                  {userName}
                </Link>
                <Reasons id={id} />
              </li>
            ))}
          </ul>
        )}
      </Answered>
    </Card>
    <RoleGroups />
    <Card
      title="Owners"
      about={
        <>
          Operators name them at the command line, so that nobody here can shut everybody out:{' '}
          <code>./rollcall owner name</code>.
        </>
      }
    >
      <Answered query={useQuery(owners)} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={styles.remark}>Nobody owns the account.</p>
          ) : (
            <ul className={styles.rows} aria-label="Owners">
              {items.map(({ userName, agentId }) => (
                <li key={userName} className={styles.pair}>
                  {agentId ? (
                    <Link to="/people/$id" params={{ id: agentId }}>
                      {userName}
                    </Link>
                  ) : (
                    userName
                  )}
                  {!agentId && (
                    <span className={styles.remark}>the directory has assigned nobody of that name</span>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </Card>
    <Card title="What each role may do">
      <dl className={styles.meanings}>
        {Object.values(roleWords).map(({ name, may }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{may}</dd>
          </div>
        ))}
      </dl>
    </Card>
  </div>
);

function Reasons({ id }: { readonly id: string }) {
  const { data } = useQuery(roleOf(id));
  return (
    <span className={styles.remark}>
      {data?.because.map((reason, index) => (
        <span key={`${reason.because} ${reason.group?.id}`}>
          {index > 0 && '; '}
          <Reason {...reason} />
        </span>
      ))}
    </span>
  );
}

function Reason({ role, because, group }: ExplainedRoleAnswer['because'][number]) {
  if (because === 'owner') return 'Owner, named by an operator';
  if (group === undefined) return `${roleName(role)}, as the directory says`;
  return (
    <>
      {roleName(role)}, by the group{' '}
      <Link to="/groups/$id" params={{ id: group.id }}>
        {group.displayName}
      </Link>
    </>
  );
}
