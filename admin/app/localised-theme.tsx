import { enUS, zhCN } from '@mui/material/locale';
import { createTheme, ThemeProvider, type Theme } from '@mui/material/styles';
import { type ReactNode } from 'react';
import { useLocale } from 'react-admin';

const ZH: [object] = [zhCN];
const EN: [object] = [enUS];

/** MUI's own texts (close, clear, no options …) follow the language of the console. */
export function LocalisedTheme({ children }: { children: ReactNode }) {
  const [texts] = useLocale() === 'en' ? EN : ZH;
  // As the first argument the theme would be compared with all that may be asked of one: two thirds of the time that the console's types take.
  return <ThemeProvider theme={(outer: Theme) => createTheme({}, outer, texts)}>{children}</ThemeProvider>;
}
