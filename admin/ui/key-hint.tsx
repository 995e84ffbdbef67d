import Box from '@mui/material/Box';

/** The key that does the same as the button it stands on; hidden from screen readers, the button carries `aria-keyshortcuts`. */
export function KeyHint({ keys, isShown }: { keys: string; isShown: boolean }) {
  if (!isShown) return null;
  return (
    <Box
      component="kbd"
      aria-hidden
      sx={{
        ml: 0.5,
        px: 0.5,
        borderRadius: 0.5,
        border: 1,
        borderColor: 'currentColor',
        fontFamily: 'inherit',
        fontSize: '0.75rem',
        lineHeight: 1.4,
        whiteSpace: 'nowrap',
      }}
    >
      {keys}
    </Box>
  );
}
