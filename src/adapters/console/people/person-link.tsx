import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { agentOf } from './agent-of.ts';
import { nameOf } from './name-of.ts';

/** The name of somebody whose id alone is known, or the id where nobody has it any more. */
export function PersonLink({ id }: { readonly id: string }) {
  const { data } = useQuery(agentOf(id));
  return (
    <Link to="/people/$id" params={{ id }}>
      {data === undefined ? id : nameOf(data)}
    </Link>
  );
}
