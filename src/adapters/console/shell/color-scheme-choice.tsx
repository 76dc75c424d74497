import { useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import styles from './shell.module.css';

const choices = [
  { scheme: 'light', name: 'Light', icon: IconSun },
  { scheme: 'dark', name: 'Dark', icon: IconMoon },
  { scheme: 'auto', name: 'As the system has it', icon: IconDeviceDesktop },
] as const;

/** Light or dark. Kept by this browser alone, since another one may stand in another light. */
export function ColorSchemeChoice() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <fieldset className={styles.schemes}>
      <legend>Colours</legend>
      {choices.map(({ scheme, name, icon: Icon }) => (
        <button
          key={scheme}
          type="button"
          title={name}
          aria-label={name}
          aria-pressed={colorScheme === scheme}
          onClick={() => setColorScheme(scheme)}
        >
          <Icon size={16} stroke={1.6} aria-hidden="true" />
        </button>
      ))}
    </fieldset>
  );
}
