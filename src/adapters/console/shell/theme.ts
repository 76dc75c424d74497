import { createTheme } from '@mantine/core';

/** Mantine's components in the console's type and colours; `tokens.css` has the rest. */
export const theme = createTheme({
  fontFamily: "'IBM Plex Sans Variable', system-ui, sans-serif",
  fontFamilyMonospace: "'IBM Plex Mono', ui-monospace, monospace",
  headings: { fontFamily: "'IBM Plex Serif', Georgia, serif", fontWeight: '500' },
  // Of small buttons, which stand beside others of ours.
  fontSizes: { xs: '13px' },
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  defaultRadius: 'sm',
  colors: {
    ink: [
      '#eef3f9',
      '#d9e3ef',
      '#b6c9e0',
      '#9dbde8',
      '#6f93c0',
      '#4b74a6',
      '#345c8d',
      '#24476f',
      '#1f3a5c',
      '#162a44',
    ],
  },
});
