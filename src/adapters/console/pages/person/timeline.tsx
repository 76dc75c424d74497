import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EntryList } from '../../journal/entry-list.tsx';
import { Failure } from '../../states/failure.tsx';
import { Loading } from '../../states/loading.tsx';
import { timelineOf } from './queries-of-person.ts';

/** Everything that the audit log has about somebody, the newest first. */
export function Timeline({ id }: { readonly id: string }) {
  const query = useInfiniteQuery(timelineOf(id));
  const [open, setOpen] = useState<number>();
  if (query.error) return <Failure error={query.error} retry={() => void query.refetch()} />;
  if (query.isPending) return <Loading />;
  return (
    <>
      <EntryList
        label="What happened, the newest first"
        entries={query.data.pages.flatMap(({ items }) => items)}
        open={open}
        setOpen={setOpen}
      />
      {query.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          mt="sm"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Older
        </Button>
      )}
    </>
  );
}
