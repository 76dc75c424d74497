import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { ask } from '../../api/ask.ts';
import { useMayDo } from '../../api/caller.ts';
import { Card } from '../../card/card.tsx';
import { Failure } from '../../states/failure.tsx';

/** All that people here decided, as a file that can be kept, compared and applied again. */
export function ConfigurationExport() {
  const mayRead = useMayDo()('configuration:read');
  const download = useMutation({
    mutationFn: async () => {
      const [configuration, { stringify }] = await Promise.all([
        ask<object>('configuration'),
        import('yaml'),
      ]);
      save('account.yaml', stringify(configuration, { lineWidth: 0, aliasDuplicateObjects: false }));
    },
  });
  if (!mayRead) return null;
  return (
    <Card
      title="The configuration"
      about={
        <>
          Attributes, groups, rules, templates and settings as a file. <code>./rollcall apply</code> brings an
          account to what such a file says.
        </>
      }
    >
      {download.error && <Failure error={download.error} />}
      <Button size="xs" variant="default" loading={download.isPending} onClick={() => download.mutate()}>
        Download as YAML
      </Button>
    </Card>
  );
}

function save(name: string, text: string): void {
  const href = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }));
  Object.assign(document.createElement('a'), { href, download: name }).click();
  URL.revokeObjectURL(href);
}
