import Box from '@mui/material/Box';
import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { AnnotationEditor } from './annotation-editor.js';
import type { FormAnnotation } from './annotation-form.js';
import { Essay } from './essay.js';
import { PassageDialog } from './passage-dialog.js';
import type { Assignment } from './review-form.js';
import { SelectionButton } from './selection-button.js';
import type { Annotating } from './use-annotating.js';

interface AnnotatedEssayProps {
  submission: { text: string; characterCount: number };
  assignment: Assignment;
  annotations: readonly FormAnnotation[];
  annotating: Annotating;
  article: RefObject<HTMLElement | null>;
  comment: RefObject<HTMLTextAreaElement | null>;
  canDeduct: boolean;
  isDisabled: boolean;
  isChecked: boolean;
  areKeysShown: boolean;
}

/** The text with what the tutor marks in it. */
export function AnnotatedEssay({ submission, assignment, annotations, annotating, article, comment, canDeduct, isDisabled, isChecked, areKeysShown }: AnnotatedEssayProps) {
  const [anchor, setAnchor] = useState<Element | null>(null);
  const { openId } = annotating;
  const number = annotations.findIndex(({ id }) => id === openId);
  const open = annotations[number];
  const latest = useRef({ annotations, annotating });
  latest.current = { annotations, annotating };
  const openMark = useCallback((at: number): void => {
    const { annotations: all, annotating: control } = latest.current;
    control.open(all[at]?.id ?? null);
  }, []);

  useLayoutEffect(() => {
    const element = number < 0 ? null : (article.current?.querySelector(`[data-annotation="${number}"]`) ?? null);
    element?.scrollIntoView({ block: 'nearest' });
    setAnchor(element);
  }, [article, number, openId]);

  return (
    <Box sx={{ position: 'relative' }}>
      <Essay text={submission.text} characterCount={submission.characterCount} marks={annotations} openMark={number < 0 ? null : number} onOpenMark={openMark} article={article} />
      {!isDisabled && (
        <Box sx={{ position: 'absolute', inset: 0, pointerEvents: 'none', '& > *': { pointerEvents: 'auto' } }}>
          <SelectionButton article={article} areKeysShown={areKeysShown} onAnnotate={annotating.add} />
        </Box>
      )}
      {annotating.isChoosing && <PassageDialog prose={submission.text} onChoose={annotating.add} onClose={annotating.stopChoosing} />}
      {open !== undefined && anchor !== null && (
        <AnnotationEditor
          number={number}
          annotation={open}
          assignment={assignment}
          anchor={anchor}
          canDeduct={canDeduct}
          isDisabled={isDisabled}
          isChecked={isChecked}
          comment={comment}
          onChange={(part) => {
            annotating.change(open.id, part);
          }}
          onRemove={() => {
            annotating.remove(open.id);
          }}
          onClose={annotating.close}
        />
      )}
    </Box>
  );
}
