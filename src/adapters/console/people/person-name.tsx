import { useQuery } from '@tanstack/react-query';
import { agentOf } from './agent-of.ts';
import { nameOf } from './name-of.ts';

/** The name of somebody whose id alone is known, or the id where nobody has it any more. */
export function PersonName({ id }: { readonly id: string }) {
  // Whoever is gone meanwhile keeps the name here, and is asked for no more.
  const { data } = useQuery({ ...agentOf(id), staleTime: 'static' });
  return data === undefined ? id : nameOf(data);
}
