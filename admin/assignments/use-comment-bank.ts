import { useRef, useState, type RefObject } from 'react';
import { useNotify } from 'react-admin';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { outdate, useChange, useLoad } from '../data/queries.js';
import { CreateSavedCommentDocument, FavouriteCommentsDocument, SavedCommentsDocument, type SavedCommentPartsFragment, type Subject } from '../gql/graphql.js';
import { useFailureText } from '../ui/states.js';
import { useText } from '../ui/text.js';
import type { Annotating } from './use-annotating.js';
import type { ReviewForm } from './review-form.js';

/** The bank changes by hand only; it is not read again with every submission. */
export const BANK_STALE_MS = 300_000;

interface Options {
  subject: Subject;
  form: () => ReviewForm;
  onChange: (part: Partial<ReviewForm>) => void;
  annotating: Annotating;
  comment: RefObject<HTMLTextAreaElement | null>;
  annotationComment: RefObject<HTMLTextAreaElement | null>;
  isOpen: boolean;
}

export interface CommentBank {
  subject: Subject;
  favourites: readonly SavedCommentPartsFragment[];
  isShown: boolean;
  show: () => void;
  hide: () => void;
  insert: (comment: SavedCommentPartsFragment) => void;
  /** The comment under one of the nine keys. */
  insertFavourite: (number: number) => void;
  /** Keeps what is being written. */
  keep: () => void;
  isKeeping: boolean;
  /** What of it the review still says. */
  usedIds: () => string[];
}

/** Saved comments go where something is being written: into the open annotation, else into the comment. */
export function useCommentBank({ subject, form, onChange, annotating, comment, annotationComment, isOpen }: Options): CommentBank {
  const text = useText();
  const notify = useNotify();
  const failureText = useFailureText();
  const create = useChange(CreateSavedCommentDocument);
  const [keys] = useState(() => new IdempotencyKeys());
  const [isShown, setShown] = useState(false);
  const used = useRef(new Map<string, string>());
  const favourites = useLoad(FavouriteCommentsDocument, { subject }, { staleTime: BANK_STALE_MS, enabled: isOpen }).data?.savedComments.nodes ?? [];

  const opened = () => form().annotations.find(({ id }) => id === annotating.openId);
  const insert = (saved: SavedCommentPartsFragment): void => {
    if (!isOpen) return;
    setShown(false);
    used.current.set(saved.id, saved.text);
    const annotation = opened();
    const field = (annotation === undefined ? comment : annotationComment).current;
    const written = annotation?.comment ?? form().comment;
    const at = field !== null && document.activeElement === field ? field.selectionEnd : written.length;
    const before = written.slice(0, at);
    const gap = at === written.length && before !== '' && !before.endsWith('\n') ? '\n' : '';
    const next = `${before}${gap}${saved.text}${written.slice(at)}`;
    if (annotation === undefined) onChange({ comment: next });
    else annotating.change(annotation.id, { comment: next });
    const caret = at + gap.length + saved.text.length;
    requestAnimationFrame(() => field?.setSelectionRange(caret, caret));
  };
  const keep = async (): Promise<void> => {
    const words = (opened()?.comment ?? form().comment).trim();
    if (words === '') {
      notify(text('bank.nothingToSave'), { type: 'warning' });
      return;
    }
    const input = { text: words };
    try {
      const [refusal] = (await create.mutateAsync({ input: { ...input, idempotencyKey: keys.for(input) } })).createSavedComment.refusals;
      notify(refusal?.message ?? text('bank.saved'), { type: refusal === undefined ? 'info' : 'warning' });
      outdate([SavedCommentsDocument]);
    } catch (error) {
      notify(failureText(error), { type: 'error' });
    }
  };
  return {
    subject,
    favourites: favourites.toSorted((a, b) => (a.favouriteNumber ?? 0) - (b.favouriteNumber ?? 0)),
    isShown,
    show: () => {
      if (isOpen) setShown(true);
    },
    hide: () => {
      setShown(false);
    },
    insert,
    insertFavourite: (number) => {
      const favourite = favourites.find((one) => one.favouriteNumber === number);
      if (favourite !== undefined) insert(favourite);
    },
    keep: () => void keep(),
    isKeeping: create.isPending,
    usedIds: () => {
      const said = [form().comment, ...form().annotations.map((one) => one.comment)];
      return [...used.current].flatMap(([id, words]) => (said.some((one) => one.includes(words)) ? [id] : []));
    },
  };
}
