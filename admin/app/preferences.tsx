import DarkModeIcon from '@mui/icons-material/DarkModeOutlined';
import LightModeIcon from '@mui/icons-material/LightModeOutlined';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { useLocaleState, useTheme } from 'react-admin';
import { saveBeforeLeaving } from '../data/unsaved.js';
import { useText } from '../ui/text.js';

export function LanguageSwitch() {
  const text = useText();
  const [locale, setLocale] = useLocaleState();
  const other = locale === 'en' ? 'zh' : 'en';
  return (
    <Button
      color="inherit"
      size="small"
      lang={other}
      onClick={() =>
        void saveBeforeLeaving().then((isSaved) => {
          if (isSaved) setLocale(other);
        })
      }
    >
      {text('app.language')}
    </Button>
  );
}

export function ThemeSwitch() {
  const text = useText();
  const [theme, setTheme] = useTheme();
  const isDark = theme === 'dark';
  const label = text(isDark ? 'app.toLight' : 'app.toDark');
  return (
    <Tooltip title={label}>
      <IconButton
        color="inherit"
        aria-label={label}
        onClick={() => {
          setTheme(isDark ? 'light' : 'dark');
        }}
      >
        {isDark ? <LightModeIcon /> : <DarkModeIcon />}
      </IconButton>
    </Tooltip>
  );
}
