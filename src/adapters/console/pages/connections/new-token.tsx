import { Button } from '@mantine/core';
import { Failure } from '../../states/failure.tsx';
import { useIssueToken } from './connection-queries.ts';
import { IssuedToken } from './issued-token.tsx';

interface NewTokenProps {
  readonly name: string;
  /** Whether one is to be made; what was made is shown also where it is not. */
  readonly isOffered: boolean;
}

/** Makes a token for a directory, which ends after 90 days. */
export function NewToken({ name, isOffered }: NewTokenProps) {
  const { mutate, isPending, data, error } = useIssueToken();
  if (data !== undefined) return <IssuedToken issued={data} />;
  if (!isOffered) return null;
  return (
    <div>
      <Button onClick={() => mutate({ name })} loading={isPending}>
        Make a token
      </Button>
      {error && <Failure error={error} />}
    </div>
  );
}
