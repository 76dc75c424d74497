import { useMutation, useQueryClient } from '@tanstack/react-query';

/**
 * Changes something by the API, and has everything asked for again that is shown.
 *
 * @param done - is called once what is shown is that of after the change.
 */
export function useChange<Answer, Input = void>(
  change: (input: Input) => Promise<Answer>,
  done?: (answer: Answer) => unknown,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async (answer) => {
      await queries.invalidateQueries();
      await done?.(answer);
    },
  });
}
