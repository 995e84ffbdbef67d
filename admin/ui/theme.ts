import { createTheme, type Theme } from '@mui/material/styles';

/** 8 px grid; one accent. State colours mean the same everywhere and always stand beside a word or an icon. */
const FONT = '"Noto Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif';

const light = {
  mode: 'light',
  primary: { main: '#0b5c6b', dark: '#084753', light: '#d8ecef', contrastText: '#ffffff' },
  secondary: { main: '#0b5c6b', contrastText: '#ffffff' },
  success: { main: '#1c6e3e' },
  warning: { main: '#8a5200' },
  error: { main: '#ae2318' },
  info: { main: '#0b5c6b' },
  background: { default: '#f5f7f7', paper: '#ffffff' },
  text: { primary: '#1b2426', secondary: '#55626a' },
  divider: '#dde3e5',
} as const;

const dark = {
  mode: 'dark',
  primary: { main: '#7ccbd8', dark: '#a5dde6', light: '#1e3d44', contrastText: '#06262c' },
  secondary: { main: '#7ccbd8', contrastText: '#06262c' },
  success: { main: '#7fd3a0' },
  warning: { main: '#f0bd6b' },
  error: { main: '#ff9d92' },
  info: { main: '#7ccbd8' },
  background: { default: '#11171a', paper: '#1a2226' },
  text: { primary: '#e6ecee', secondary: '#a5b2b8' },
  divider: '#303b40',
} as const;

function create(palette: typeof light | typeof dark): Theme {
  return createTheme({
    palette,
    spacing: 8,
    shape: { borderRadius: 8 },
    typography: {
      fontFamily: FONT,
      fontSize: 14,
      fontWeightMedium: 600,
      fontWeightBold: 600,
      h1: { fontSize: '1.5rem', fontWeight: 600, lineHeight: 1.35 },
      h2: { fontSize: '1.125rem', fontWeight: 600, lineHeight: 1.4 },
      h3: { fontSize: '1rem', fontWeight: 600, lineHeight: 1.4 },
      body1: { fontSize: '0.9375rem', lineHeight: 1.6 },
      body2: { fontSize: '0.875rem', lineHeight: 1.5 },
      caption: { fontSize: '0.8125rem', lineHeight: 1.5 },
      button: { textTransform: 'none', fontWeight: 600 },
    },
    components: {
      MuiCssBaseline: {
        styleOverrides: {
          body: { fontVariantNumeric: 'tabular-nums', overflowWrap: 'anywhere' },
          // The font is a Chinese one, whose quotation marks are as wide as a character.
          ':lang(en)': { fontFeatureSettings: '"palt"' },
          ':lang(zh-CN)': { fontFeatureSettings: 'normal' },
          '@media (prefers-reduced-motion: reduce)': {
            '*': { animationDuration: '0.01ms !important', transitionDuration: '0.01ms !important' },
          },
        },
      },
      MuiPaper: { styleOverrides: { root: { backgroundImage: 'none' } } },
      MuiButton: { defaultProps: { disableElevation: true } },
      MuiCard: { defaultProps: { variant: 'outlined' } },
      MuiTextField: { defaultProps: { size: 'small', variant: 'outlined', margin: 'none' } },
      MuiSelect: { defaultProps: { size: 'small' } },
      MuiAutocomplete: { defaultProps: { size: 'small' } },
      // In line with what the dialog says.
      MuiDialogActions: { styleOverrides: { root: { padding: '12px 24px 20px' } } },
      MuiTooltip: { defaultProps: { arrow: true, enterDelay: 300 } },
      MuiAlert: { styleOverrides: { action: { '& button': { whiteSpace: 'nowrap' } } } },
      // A closed form is still there to be read.
      MuiInputBase: { styleOverrides: { input: ({ theme }) => ({ '&.Mui-disabled': { WebkitTextFillColor: theme.palette.text.secondary } }) } },
      MuiOutlinedInput: {
        styleOverrides: {
          root: ({ theme }) => ({ backgroundColor: theme.palette.background.paper }),
          // As wide as the label at its own size, see below.
          notchedOutline: { '& legend': { fontSize: '0.87em' } },
        },
      },
      // The standard 75 % makes Chinese labels too small to read.
      MuiInputLabel: { styleOverrides: { outlined: { '&.MuiInputLabel-shrink': { transform: 'translate(14px, -10px) scale(0.87)' } } } },
      MuiFormHelperText: {
        styleOverrides: { root: ({ theme }) => ({ '&.Mui-disabled': { color: theme.palette.text.secondary } }) },
      },
      MuiToggleButton: { styleOverrides: { root: ({ theme }) => ({ color: theme.palette.text.primary }) } },
      MuiTableCell: {
        styleOverrides: {
          head: ({ theme }) => ({
            fontWeight: 600,
            whiteSpace: 'nowrap',
            color: theme.palette.text.secondary,
            backgroundColor: theme.palette.background.paper,
          }),
          root: { whiteSpace: 'nowrap', maxWidth: 300, overflow: 'hidden', textOverflow: 'ellipsis' },
          // Compact rows: twenty and more of them at 900 px.
          sizeSmall: { padding: '2px 12px', height: 30 },
        },
      },
    },
  });
}

export const lightTheme = create(light);
export const darkTheme = create(dark);

/** Read aloud, not shown. */
export const FOR_SCREEN_READERS = { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' } as const;

/** Heights that sticky parts stand below. */
export const APP_BAR_HEIGHT = 53;
export const ITEM_HEADER_HEIGHT = 62;

/** Running Chinese prose: 42 characters a line. */
export const ESSAY = { fontSize: 17, lineHeight: 1.8, charactersPerLine: 42 } as const;
