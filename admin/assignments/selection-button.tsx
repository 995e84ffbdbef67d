import AddCommentIcon from '@mui/icons-material/AddCommentOutlined';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useEffect, useState, type RefObject } from 'react';
import { KeyHint } from '../ui/key-hint.js';
import { useText } from '../ui/text.js';
import { selectedSpan, SPAN_MAXIMUM, type Span } from './passages.js';

interface SelectionButtonProps {
  article: RefObject<HTMLElement | null>;
  areKeysShown: boolean;
  onAnnotate: (span: Span) => void;
}

/** Appears below whatever is selected in the text. */
export function SelectionButton({ article, areKeysShown, onAnnotate }: SelectionButtonProps) {
  const text = useText();
  const [selected, setSelected] = useState<{ span: Span; top: number; left: number } | null>(null);

  useEffect(() => {
    const look = (): void => {
      const element = article.current;
      const span = element === null ? null : selectedSpan(element);
      const around = span === null ? undefined : window.getSelection()?.getRangeAt(0).getBoundingClientRect();
      if (element === null || span === null || around === undefined) {
        setSelected(null);
        return;
      }
      const frame = (element.parentElement ?? element).getBoundingClientRect();
      setSelected({ span, top: around.bottom - frame.top + 6, left: Math.max(0, Math.min(around.left + around.width / 2 - frame.left - 70, frame.width - 170)) });
    };
    document.addEventListener('selectionchange', look);
    return () => {
      document.removeEventListener('selectionchange', look);
    };
  }, [article]);

  if (selected === null) return null;
  const isTooLong = selected.span.end - selected.span.start > SPAN_MAXIMUM;
  return (
    <Paper elevation={3} sx={{ position: 'absolute', top: selected.top, left: selected.left, zIndex: 2, userSelect: 'none' }}>
      {isTooLong ? (
        <Typography variant="body2" sx={{ p: 1 }}>
          {text('annotation.tooLong', { maximum: SPAN_MAXIMUM })}
        </Typography>
      ) : (
        <Button
          size="small"
          variant="contained"
          startIcon={<AddCommentIcon />}
          aria-keyshortcuts="A"
          // The selection must outlive the press.
          onMouseDown={(event) => {
            event.preventDefault();
          }}
          onClick={() => {
            onAnnotate(selected.span);
          }}
        >
          {text('annotation.mark')}
          <KeyHint keys="A" isShown={areKeysShown} />
        </Button>
      )}
    </Paper>
  );
}
