import { useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { Segments } from '../forms/segments.tsx';

const pictured = { size: 16, stroke: 1.6, 'aria-hidden': true } as const;
const schemes = [
  { value: 'light', name: 'Light', picture: <IconSun {...pictured} /> },
  { value: 'dark', name: 'Dark', picture: <IconMoon {...pictured} /> },
  { value: 'auto', name: 'As the system has it', picture: <IconDeviceDesktop {...pictured} /> },
] as const;

/** Light or dark. Kept by this browser alone, since another one may stand in another light. */
export function ColorSchemeChoice() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return <Segments legend="Colours" chosen={colorScheme} segments={schemes} choose={setColorScheme} />;
}
