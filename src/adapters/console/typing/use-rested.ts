import { useDebouncedValue } from '@mantine/hooks';

/** So long somebody has to stop typing before the service is asked. */
export const restMilliseconds = 200;

/** What somebody has typed, once they have stopped typing. */
export function useRested(text: string): string {
  const [rested] = useDebouncedValue(text, restMilliseconds);
  return rested;
}
