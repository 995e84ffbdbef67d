import { useState, type RefObject } from 'react';
import { inOrder, newAnnotation, type FormAnnotation } from './annotation-form.js';
import { selectedSpan, SPAN_MAXIMUM, type Span } from './passages.js';
import type { ReviewForm } from './review-form.js';

export interface Annotating {
  openId: number | null;
  /** Choosing sentences from a list instead of selecting. */
  isChoosing: boolean;
  stopChoosing: () => void;
  open: (id: number | null) => void;
  close: () => void;
  add: (span: Span) => void;
  change: (id: number, part: Partial<FormAnnotation>) => void;
  remove: (id: number) => void;
  /** Annotates what is selected; asks for sentences when nothing is. */
  begin: () => void;
}

interface Options {
  text: string;
  form: () => ReviewForm;
  onChange: (part: Pick<ReviewForm, 'annotations'>) => void;
  article: RefObject<HTMLElement | null>;
  /** Whether anything may be changed. */
  isOpen: boolean;
}

/** Marking spans of the text and saying something of each. */
export function useAnnotating({ text, form, onChange, article, isOpen }: Options): Annotating {
  const [openId, setOpenId] = useState<number | null>(null);
  const [isChoosing, setChoosing] = useState(false);

  const add = (span: Span): void => {
    const annotation = newAnnotation(span, text);
    setChoosing(false);
    window.getSelection()?.removeAllRanges();
    onChange({ annotations: inOrder([...form().annotations, annotation]) });
    setOpenId(annotation.id);
  };
  const remove = (id: number): void => {
    setOpenId(null);
    onChange({ annotations: form().annotations.filter((one) => one.id !== id) });
  };
  return {
    openId,
    isChoosing,
    stopChoosing: () => {
      setChoosing(false);
    },
    open: setOpenId,
    close: () => {
      setOpenId(null);
      // Opened and left without a word: it was not meant.
      const left = form().annotations.find(({ id }) => id === openId);
      if (isOpen && left !== undefined && left.comment.trim() === '' && left.deduction.trim() === '') remove(left.id);
    },
    add,
    change: (id, part) => {
      onChange({ annotations: form().annotations.map((one) => (one.id === id ? { ...one, ...part } : one)) });
    },
    remove,
    begin: () => {
      if (!isOpen) return;
      const span = article.current === null ? null : selectedSpan(article.current);
      if (span === null) setChoosing(true);
      else if (span.end - span.start <= SPAN_MAXIMUM) add(span);
    },
  };
}
