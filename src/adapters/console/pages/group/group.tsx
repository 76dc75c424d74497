import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { GroupAnswer } from '../../../koa-admin/answers/group-answer.ts';
import { useMayDo } from '../../api/caller.ts';
import { notHere } from '../../api/problem.ts';
import { Card } from '../../card/card.tsx';
import { Columns } from '../../card/columns.tsx';
import { LiveSwitch } from '../../live/live-switch.tsx';
import { PageHead } from '../../page-head/page-head.tsx';
import { Fact } from '../../roll/roll.tsx';
import { Answered } from '../../states/answered.tsx';
import { Failure } from '../../states/failure.tsx';
import { Permitted } from '../../states/permitted.tsx';
import { Moment } from '../../times/moment.tsx';
import { governorOf, kindNames } from '../groups/group-words.ts';
import { Exceptions } from './exceptions.tsx';
import { Grants } from './grants.tsx';
import styles from './group.module.css';
import { FormRefusal, GroupDecisions } from './group-decisions.tsx';
import { Members } from './members.tsx';
import { groupOf } from './queries-of-group.ts';
import { RuleOfGroup } from './rule-of-group.tsx';
import { WhyPerson } from './why-person.tsx';

const noRule = 'No rule decides who belongs to this group, hence it has no exceptions.';

/** Who belongs to a group, and what decides it. */
export function Group() {
  const { id } = useParams({ from: '/groups/$id' });
  const { why, exception, form } = useSearch({ from: '/groups/$id' });
  const navigate = useNavigate({ from: '/groups/$id' });
  const mayDo = useMayDo();
  const explain = (agentId: string | undefined) =>
    void navigate({
      search: (shown) => ({ ...shown, why: agentId }),
      replace: true,
      resetScroll: false,
    });
  return (
    <Answered query={useQuery(groupOf(id))} rows={10}>
      {(group) => (
        <>
          <PageHead title={group.displayName} question={<Link to="/groups">All groups</Link>}>
            <LiveSwitch />
            <GroupDecisions group={group} />
          </PageHead>
          {form && <FormRefusal group={group} form={form} />}
          <Columns
            aside={
              <>
                <Card title="The group">
                  <Facts group={group} />
                </Card>
                {(why || mayDo('rules:read')) && (
                  <Card title="Why, or why not?">
                    <Permitted anyOf={['rules:read']}>
                      <WhyPerson groupId={id} agentId={why} explain={explain} />
                    </Permitted>
                  </Card>
                )}
                {(exception || (group.rule && mayDo('rules:read'))) && (
                  <Card title="Exceptions">
                    <Permitted anyOf={['rules:read']}>
                      {group.rule ? <Exceptions groupId={id} /> : <Failure error={notHere(noRule)} />}
                    </Permitted>
                  </Card>
                )}
                {mayDo('grants:write') && (
                  <Card title="Who may name members">
                    <Grants group={group} />
                  </Card>
                )}
              </>
            }
          >
            {group.rule && mayDo('rules:read') && (
              <Card title="The rule">
                <RuleOfGroup group={group} rule={group.rule} />
              </Card>
            )}
            <Card title="Members">
              <Members group={group} explain={mayDo('rules:read') ? explain : undefined} />
            </Card>
          </Columns>
        </>
      )}
    </Answered>
  );
}

function Facts({ group }: { readonly group: GroupAnswer }) {
  const { kind, externalId, givesRole, createdAt, lastModifiedAt, id } = group;
  return (
    <dl className={styles.facts}>
      <Fact name="Who belongs">{governorOf(group)}</Fact>
      <Fact name="Of whom">{kindNames[kind]}</Fact>
      {givesRole && <Fact name="Gives the role">{givesRole}</Fact>}
      {externalId && <Fact name="Known to the directory as">{externalId}</Fact>}
      <Fact name="Made">
        <Moment at={createdAt} />
      </Fact>
      <Fact name="Changed">
        <Moment at={lastModifiedAt} />
      </Fact>
      <Fact name="Id">
        <code>{id}</code>
      </Fact>
    </dl>
  );
}
