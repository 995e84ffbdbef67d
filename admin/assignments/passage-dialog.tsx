import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useText } from '../ui/text.js';
import { paragraphsOf, sentencesOf, SPAN_MAXIMUM, type Span } from './passages.js';

interface PassageDialogProps {
  prose: string;
  onChoose: (span: Span) => void;
  onClose: () => void;
}

/** Selecting without a mouse: the text as a list of sentences, of which one or several neighbours are chosen. */
export function PassageDialog({ prose, onChoose, onClose }: PassageDialogProps) {
  const text = useText();
  const paragraphs = paragraphsOf(prose).map((paragraph) => sentencesOf(prose, paragraph));
  const sentences = paragraphs.flat();
  const [anchor, setAnchor] = useState(0);
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement | null>(null);
  const beginHere = useCallback((element: HTMLDivElement | null) => {
    list.current = element;
    element?.focus();
  }, []);
  const first = Math.min(anchor, active);
  const last = Math.max(anchor, active);
  const span: Span = { start: sentences[first]?.start ?? 0, end: sentences[last]?.end ?? 0 };
  const isTooLong = span.end - span.start > SPAN_MAXIMUM;

  useEffect(() => {
    list.current?.querySelector(`#sentence-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const move = (to: number, isExtending: boolean): void => {
    const next = Math.max(0, Math.min(sentences.length - 1, to));
    setActive(next);
    if (!isExtending) setAnchor(next);
  };
  const choose = (): void => {
    if (!isTooLong && span.end > span.start) onChoose(span);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Record<string, () => void> = {
      ArrowDown: () => { move(active + 1, event.shiftKey); },
      ArrowUp: () => { move(active - 1, event.shiftKey); },
      Home: () => { move(0, event.shiftKey); },
      End: () => { move(sentences.length - 1, event.shiftKey); },
      Enter: choose,
    };
    const step = steps[event.key];
    if (step === undefined || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    step();
  };
  let number = -1;
  return (
    <Dialog open fullWidth maxWidth="md" onClose={onClose} aria-labelledby="passage-title">
      <DialogTitle id="passage-title">{text('annotation.chooseTitle')}</DialogTitle>
      <DialogContent>
        <DialogContentText sx={{ mb: 1 }}>{isTooLong ? text('annotation.tooLong', { maximum: SPAN_MAXIMUM }) : text('annotation.chooseHelp')}</DialogContentText>
        <Box
          ref={beginHere}
          role="listbox"
          tabIndex={0}
          aria-label={text('annotation.sentences')}
          aria-multiselectable
          aria-activedescendant={`sentence-${active}`}
          onKeyDown={onKeyDown}
          sx={{ maxHeight: '55vh', overflowY: 'auto', border: 1, borderColor: 'divider', borderRadius: 1, p: 1, '&:focus-visible': { outline: '2px solid', outlineColor: 'primary.main' } }}
        >
          {paragraphs.map((own, paragraph) => (
            <Box key={own[0]?.start ?? paragraph} role="group" aria-label={text('annotation.paragraph', { number: paragraph + 1 })} sx={{ mb: 1 }}>
              <Typography variant="caption" color="textSecondary" aria-hidden>
                {text('annotation.paragraph', { number: paragraph + 1 })}
              </Typography>
              {own.map((sentence) => {
                number += 1;
                const place = number;
                const isChosen = place >= first && place <= last;
                return (
                  <Box
                    key={sentence.start}
                    id={`sentence-${place}`}
                    role="option"
                    aria-selected={isChosen}
                    lang="zh-CN"
                    onClick={(event) => {
                      move(place, event.shiftKey);
                    }}
                    onDoubleClick={choose}
                    sx={{ px: 1, py: 0.5, borderRadius: 1, cursor: 'pointer', borderLeft: 3, borderColor: isChosen ? 'primary.main' : 'transparent', bgcolor: isChosen ? 'primary.light' : 'transparent' }}
                  >
                    {prose.slice(sentence.start, sentence.end)}
                  </Box>
                );
              })}
            </Box>
          ))}
        </Box>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{text('ui.cancel')}</Button>
        <Button variant="contained" disabled={isTooLong} onClick={choose}>
          {text('annotation.annotateChosen')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
