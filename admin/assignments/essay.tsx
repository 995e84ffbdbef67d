import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { memo, type RefObject } from 'react';
import { useFormats } from '../ui/format.js';
import { useText } from '../ui/text.js';
import { ESSAY } from '../ui/theme.js';
import { AnnotationNumber, markStyle } from './annotation-number.js';
import { paragraphsOf, piecesOf, type Piece, type Span } from './passages.js';

/** What is shown of an annotation in the text itself. */
export interface Mark extends Span {
  comment: string;
  deduction?: string | null;
}

interface EssayProps {
  text: string;
  characterCount: number;
  marks?: readonly Mark[];
  /** Which mark is open, from 0. */
  openMark?: number | null;
  onOpenMark?: (number: number) => void;
  article?: RefObject<HTMLElement | null>;
}

const NO_MARKS: readonly Mark[] = [];

/** Running prose: 42 characters a line, paragraphs indented by two characters and numbered in the margin, annotations where they belong. */
export const Essay = memo(function Essay({ text: prose, characterCount, marks = NO_MARKS, openMark = null, onOpenMark, article }: EssayProps) {
  const text = useText();
  const formats = useFormats();
  return (
    <Box component="article" ref={article} aria-label={text('assignments.essay')} lang="zh-CN" sx={{ position: 'relative', maxWidth: `calc(${ESSAY.charactersPerLine} * ${ESSAY.fontSize}px + 40px)`, mx: 'auto' }}>
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, counterReset: 'paragraph' }}>
        {paragraphsOf(prose).map((paragraph, index) => (
          <Box
            component="li"
            key={paragraph.start}
            sx={{
              position: 'relative',
              pl: { xs: '24px', sm: '40px' },
              mb: 1.5,
              fontSize: ESSAY.fontSize,
              lineHeight: ESSAY.lineHeight,
              textIndent: '2em',
              textAlign: 'justify',
              overflowWrap: 'anywhere',
              counterIncrement: 'paragraph',
            }}
          >
            <ParagraphNumber number={index + 1} />
            {piecesOf(paragraph, marks).map((piece) => (
              <PieceOfText key={piece.start} piece={piece} words={prose.slice(piece.start, piece.end)} marks={marks} openMark={openMark} onOpenMark={onOpenMark} />
            ))}
          </Box>
        ))}
      </Box>
      <Typography variant="caption" component="p" color="textSecondary" sx={{ textAlign: 'right', m: 0 }}>
        {text('assignments.characterCount', { count: formats.integer(characterCount) })}
      </Typography>
    </Box>
  );
});

/** In the margin; drawn by the counter, so that it is no part of the text when that is selected or copied. */
function ParagraphNumber({ number }: { number: number }) {
  const text = useText();
  const name = text('annotation.paragraph', { number });
  return (
    <Box
      component="span"
      role="img"
      aria-label={name}
      title={name}
      sx={{
        position: 'absolute',
        left: 0,
        width: { xs: 16, sm: 24 },
        textAlign: 'right',
        textIndent: 0,
        fontSize: 13,
        lineHeight: `${ESSAY.fontSize * ESSAY.lineHeight}px`,
        color: 'text.secondary',
        '&::before': { content: 'counter(paragraph)' },
      }}
    />
  );
}

interface PieceProps {
  piece: Piece;
  words: string;
  marks: readonly Mark[];
  openMark: number | null;
  onOpenMark: ((number: number) => void) | undefined;
}

function PieceOfText({ piece, words, marks, openMark, onOpenMark }: PieceProps) {
  if (piece.covering.length === 0) return <span data-start={piece.start}>{words}</span>;
  const lengthOf = (number: number): number => (marks[number]?.end ?? 0) - (marks[number]?.start ?? 0);
  // Where several lie over each other, the narrowest is meant.
  const narrowest = piece.covering.reduce((best, number) => (lengthOf(number) < lengthOf(best) ? number : best));
  return (
    <>
      <Box
        component="mark"
        data-start={piece.start}
        onClick={() => {
          // A click that ends a selection begins an annotation; it opens none.
          if (window.getSelection()?.isCollapsed !== false) onOpenMark?.(narrowest);
        }}
        sx={markStyle({ isOpen: openMark !== null && piece.covering.includes(openMark), isLayered: piece.covering.length > 1, deducts: piece.covering.some((number) => (marks[number]?.deduction ?? '') !== ''), canOpen: onOpenMark !== undefined })}
      >
        {words}
      </Box>
      {piece.ending.map((number) => (
        <AnnotationNumber key={number} number={number} comment={marks[number]?.comment ?? ''} isOpen={openMark === number} onOpen={onOpenMark} />
      ))}
    </>
  );
}
