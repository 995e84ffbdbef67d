import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import type { SxProps, Theme } from '@mui/material/styles';
import { useText } from '../ui/text.js';

interface MarkStyle {
  isOpen: boolean;
  isLayered: boolean;
  deducts: boolean;
  canOpen: boolean;
}

/** Underlined and tinted; what deducts has a broken line, what lies over another a double one: never the colour alone. */
export function markStyle({ isOpen, isLayered, deducts, canOpen }: MarkStyle): SxProps<Theme> {
  const line = isLayered ? 'double' : 'solid';
  return {
    color: 'inherit',
    bgcolor: isOpen ? 'primary.light' : 'action.hover',
    borderBottom: `${isLayered ? 3 : 2}px ${deducts ? 'dashed' : line}`,
    borderColor: deducts ? 'error.main' : 'primary.main',
    cursor: canOpen ? 'pointer' : 'auto',
  };
}

interface AnnotationNumberProps {
  /** From 0; people count from 1. */
  number: number;
  comment: string;
  isOpen: boolean;
  onOpen: ((number: number) => void) | undefined;
}

/** The number behind a marked span; no part of the text when it is selected or copied. */
export function AnnotationNumber({ number, comment, isOpen, onOpen }: AnnotationNumberProps) {
  const text = useText();
  const look = {
    display: 'inline-block',
    minWidth: 20,
    height: 20,
    mx: '2px',
    px: '4px',
    borderRadius: '10px',
    border: 1,
    borderColor: 'primary.main',
    bgcolor: isOpen ? 'primary.main' : 'background.paper',
    color: isOpen ? 'primary.contrastText' : 'primary.main',
    fontSize: 12,
    fontFamily: 'inherit',
    fontWeight: 600,
    lineHeight: '18px',
    textIndent: 0,
    textAlign: 'center',
    verticalAlign: 'text-top',
    userSelect: 'none',
  } as const;
  if (onOpen === undefined) {
    return (
      <Box component="span" sx={look}>
        {number + 1}
      </Box>
    );
  }
  return (
    <ButtonBase
      data-annotation={number}
      aria-label={comment === '' ? text('annotation.numbered', { number: number + 1 }) : text('annotation.numberedWith', { number: number + 1, comment })}
      aria-expanded={isOpen}
      onClick={() => {
        onOpen(number);
      }}
      sx={{ ...look, '&.Mui-focusVisible': { outline: '2px solid', outlineColor: 'primary.main', outlineOffset: 1 } }}
    >
      {number + 1}
    </ButtonBase>
  );
}
