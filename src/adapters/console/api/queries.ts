import { QueryClient } from '@tanstack/react-query';
import { isPassing } from './ask.ts';

const attemptsMax = 3;

/** What has been asked of the API, and what it answered. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) => failures < attemptsMax && isPassing(error),
    },
  },
});
