import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { TemplateAnswer } from '../../../koa-admin/answers/template-answer.ts';
import { ask } from '../../api/ask.ts';
import { useMayDo } from '../../api/caller.ts';
import { useChange } from '../../api/use-change.ts';
import { CardItem, CardList } from '../../card/card-list.tsx';
import { TypedConfirmation } from '../../confirmation/typed-confirmation.tsx';
import { LiveSwitch } from '../../live/live-switch.tsx';
import { PageHead } from '../../page-head/page-head.tsx';
import { Answered } from '../../states/answered.tsx';
import { Empty } from '../../states/empty.tsx';
import { Permitted } from '../../states/permitted.tsx';
import { Moment } from '../../times/moment.tsx';
import { templates } from './group-queries.ts';
import { kindNames } from './group-words.ts';
import styles from './groups.module.css';
import { NewTemplate } from './new-template.tsx';

/** What makes a group for every value of an attribute. */
export function Templates() {
  const mayWrite = useMayDo()('rules:write');
  const [isMaking, setMaking] = useState(false);
  return (
    <>
      <PageHead title="Templates" question={<Link to="/groups">All groups</Link>}>
        <LiveSwitch />
        {mayWrite && !isMaking && (
          <Button size="xs" onClick={() => setMaking(true)}>
            New template
          </Button>
        )}
      </PageHead>
      {isMaking && <NewTemplate close={() => setMaking(false)} />}
      <Permitted anyOf={['rules:read']}>
        <TemplateList mayWrite={mayWrite} />
      </Permitted>
    </>
  );
}

const TemplateList = ({ mayWrite }: { readonly mayWrite: boolean }) => (
  <Answered query={useQuery(templates)}>
    {({ items }) =>
      items.length === 0 ? (
        <Empty title="There are no templates yet">
          A template makes a group for every value of an attribute, such as one for each team, and another one
          whenever a new value appears.
        </Empty>
      ) : (
        <CardList label="Templates">
          {items.map((template) => (
            <Template key={template.id} template={template} mayWrite={mayWrite} />
          ))}
        </CardList>
      )
    }
  </Answered>
);

interface TemplateProps {
  readonly template: TemplateAnswer;
  readonly mayWrite: boolean;
}

function Template({ template, mayWrite }: TemplateProps) {
  const { id, attribute, namePattern, kind, includesDeactivated, createdAt } = template;
  const [isRemoving, setRemoving] = useState(false);
  const remove = useChange(() => ask(`group-templates/${id}`, { method: 'DELETE' }));
  return (
    <CardItem title={namePattern} heading="h2">
      <p className={styles.about}>
        {kindNames[kind]}, a group for every value of <code>{attribute}</code>
        {includesDeactivated && ', deactivated people included'}. Made <Moment at={createdAt} />.
      </p>
      {mayWrite && (
        <div>
          <Button size="xs" variant="default" onClick={() => setRemoving(true)}>
            Remove…
          </Button>
        </div>
      )}
      {isRemoving && (
        <TypedConfirmation
          title="Remove the template?"
          name={namePattern}
          action="Remove"
          change={remove}
          cancel={() => setRemoving(false)}
        >
          <p>All groups that it made end with it. Their members stay.</p>
        </TypedConfirmation>
      )}
    </CardItem>
  );
}
