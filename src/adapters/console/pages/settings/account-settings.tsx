import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { AccountAnswer } from '../../../koa-admin/answers/account-answer.ts';
import { useMayDo } from '../../api/caller.ts';
import { Card } from '../../card/card.tsx';
import { Copyable } from '../../copy/copyable.tsx';
import { RenamingForm } from '../../forms/renaming-form.tsx';
import { Fact } from '../../roll/roll.tsx';
import { Answered } from '../../states/answered.tsx';
import { Failure } from '../../states/failure.tsx';
import { Moment } from '../../times/moment.tsx';
import { AccountSwitch } from './account-switch.tsx';
import { ConfigurationExport } from './configuration-export.tsx';
import { KeptBodies } from './kept-bodies.tsx';
import { KeptEntries } from './kept-entries.tsx';
import styles from './settings.module.css';
import { account } from './settings-queries.ts';
import { useAccountChange } from './use-account-change.ts';

/** What holds for the whole account. */
export function AccountSettings() {
  const mayDo = useMayDo();
  const rename = useAccountChange('name');
  return (
    <Answered query={useQuery(account)}>
      {(answer) => (
        <div className={styles.part}>
          <Card title="The account">
            <Facts answer={answer} />
            {mayDo('account:write') && (
              <>
                <RenamingForm
                  key={answer.name}
                  hint="As everybody here reads it."
                  name={answer.name}
                  // It begins anew with the name that somebody else gave, and why this one was refused stays.
                  rename={(name) => rename.mutateAsync({ name }).catch(() => undefined)}
                />
                {rename.error && <Failure error={rename.error} />}
              </>
            )}
          </Card>
          <Card title="What directories may do">
            <AccountSwitch
              label="Push and import groups"
              isOn={answer.groupsOverScim}
              path="groups-over-scim"
              permission="account:write"
              bodyOf={(on) => ({ on })}
            >
              While it is off, Okta’s <em>Push Groups</em> is refused, and groups are made here.
            </AccountSwitch>
            <AccountSwitch
              label="Send custom attributes that nobody declared"
              isOn={answer.acceptsUndeclared}
              path="undeclared-attributes"
              permission="account:write"
              bodyOf={(accepted) => ({ accepted })}
            >
              While it is off, a push that has an attribute which is not declared under <em>Attributes</em> is
              refused.
            </AccountSwitch>
          </Card>
          <Card title="What people here may do">
            <AccountSwitch
              label="Leave people and pushed groups to the directory alone"
              isOn={answer.directoryOnly}
              path="directory-only"
              permission="directoryOnly:write"
              bodyOf={(on) => ({ on })}
            >
              While it is on, nobody here deactivates, reactivates or removes people, or removes groups that
              the directory pushes. An owner switches it.
            </AccountSwitch>
          </Card>
          {mayDo('agentJobs:read') && (
            <Card title="Many deactivated at once">
              <p className={styles.remark}>
                A wrong assignment in Okta takes access away from many. How many are too many, and whether
                Okta is stopped then, is set under <Link to="/brake">Brake</Link>.
              </p>
            </Card>
          )}
          <KeptBodies until={answer.bodiesKeptUntil} />
          <KeptEntries days={answer.auditLogDaysKept} archivedBefore={answer.auditLogArchivedBefore} />
          <ConfigurationExport />
        </div>
      )}
    </Answered>
  );
}

const Facts = ({ answer: { id, ssoIssuers, createdAt, closedAt } }: { readonly answer: AccountAnswer }) => (
  <dl className={styles.facts}>
    <Fact name="Id">
      <Copyable name="the account’s id" value={id} />
    </Fact>
    <Fact name="Single Sign-On by">{ssoIssuers.length === 0 ? 'nobody yet' : ssoIssuers.join(', ')}</Fact>
    <Fact name="Opened">
      <Moment at={createdAt} />
    </Fact>
    {closedAt && (
      <Fact name="Closed">
        <Moment at={closedAt} />
      </Fact>
    )}
  </dl>
);
