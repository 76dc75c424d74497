import { Button } from '@mantine/core';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';

type Pages = Pick<UseInfiniteQueryResult, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>;

/** Goes on to what happened before, while there is any. */
export const OlderButton = ({ query }: { readonly query: Pages }) =>
  query.hasNextPage && (
    <Button
      variant="default"
      size="xs"
      mt="md"
      loading={query.isFetchingNextPage}
      onClick={() => void query.fetchNextPage()}
    >
      Older
    </Button>
  );
