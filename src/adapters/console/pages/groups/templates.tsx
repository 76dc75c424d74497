import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMayDo } from '../../api/caller.ts';
import { notHere } from '../../api/problem.ts';
import { CardList } from '../../card/card-list.tsx';
import { LiveSwitch } from '../../live/live-switch.tsx';
import { PageHead } from '../../page-head/page-head.tsx';
import { Answered } from '../../states/answered.tsx';
import { Empty } from '../../states/empty.tsx';
import { Failure } from '../../states/failure.tsx';
import { Permitted } from '../../states/permitted.tsx';
import { opening } from '../opening.ts';
import { templates } from './group-queries.ts';
import { NewTemplate } from './new-template.tsx';
import { Template } from './template.tsx';
import { TemplateRemoval } from './template-removal.tsx';
import type { TemplatesSearch } from './templates-search.ts';

/** What makes a group for every value of an attribute. */
export function Templates() {
  const { add, remove } = useSearch({ from: '/groups/templates' });
  const navigate = useNavigate({ from: '/groups/templates' });
  const mayWrite = useMayDo()('rules:write');
  const show = (changed: TemplatesSearch) =>
    navigate({ ...opening(changed.add ?? changed.remove), search: (shown) => ({ ...shown, ...changed }) });
  return (
    <>
      <PageHead title="Templates" question={<Link to="/groups">All groups</Link>}>
        <LiveSwitch />
        {mayWrite && !add && (
          <Button size="xs" onClick={() => void show({ add: true })}>
            New template
          </Button>
        )}
      </PageHead>
      {add && (
        <Permitted anyOf={['rules:write']}>
          <NewTemplate close={() => void show({ add: undefined })} />
        </Permitted>
      )}
      {remove && (
        <Permitted anyOf={['rules:write']}>
          <RemovalOf id={remove} close={() => show({ remove: undefined })} />
        </Permitted>
      )}
      <Permitted anyOf={['rules:read']}>
        <TemplateList remove={mayWrite ? (id) => void show({ remove: id }) : undefined} />
      </Permitted>
    </>
  );
}

interface TemplateListProps {
  /** Absent where the person may not. */
  readonly remove?: (id: string) => void;
}

const TemplateList = ({ remove }: TemplateListProps) => (
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
            <Template key={template.id} template={template} remove={remove} />
          ))}
        </CardList>
      )
    }
  </Answered>
);

interface RemovalOfProps {
  readonly id: string;
  readonly close: () => Promise<void>;
}

const RemovalOf = ({ id, close }: RemovalOfProps) => (
  <Answered query={useQuery(templates)} rows={1}>
    {({ items }) => {
      const template = items.find((one) => one.id === id);
      return template ? (
        <TemplateRemoval template={template} close={close} />
      ) : (
        <Failure error={notHere(`There is no template with the id ${id}. Somebody may have removed it.`)} />
      );
    }}
  </Answered>
);
