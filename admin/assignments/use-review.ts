import { useCallback, useEffect, useRef, useState } from 'react';
import { request } from '../data/request.js';
import { registerUnsaved } from '../data/unsaved.js';
import { SaveReviewDraftDocument, type DraftPartsFragment } from '../gql/graphql.js';
import { DraftSaver, type SaveOutcome, type Saving } from './draft-saver.js';
import { filledForm, formOf, scoreInput, storedContent, type ReviewForm } from './review-form.js';
import { useSubmissionCache, type WorkbenchSubmission } from './submission-cache.js';

interface ReviewControl {
  form: ReviewForm;
  /** The form as it is this moment, for what happens between two paintings. */
  latestForm: () => ReviewForm;
  /** The version of the submission that this review builds on. */
  baseVersion: number;
  saving: Saving;
  saver: DraftSaver<ReviewForm>;
  change: (part: Partial<ReviewForm>) => void;
  scoreCriterion: (key: string, points: string) => void;
  /** Shows what the server has now, unless something has been typed already. */
  startFrom: (fresh: WorkbenchSubmission) => void;
  /** Replaces what was typed. */
  replace: (form: ReviewForm, baseVersion: number) => void;
  /** Set while the draft on the server is another window's. */
  foreignDraft: DraftPartsFragment | null;
  takeForeignDraft: () => void;
  keepOwnDraft: () => void;
}

/** The review being written: what was typed, and its draft on the server. */
export function useReview(submission: WorkbenchSubmission): ReviewControl {
  const { id, assignment } = submission;
  const cache = useSubmissionCache();
  const [form, setForm] = useState(() => formOf(submission));
  const [baseVersion, setBaseVersion] = useState(submission.version);
  const [saving, setSaving] = useState<Saving>({ kind: 'untouched' });
  const [foreignDraft, setForeignDraft] = useState<DraftPartsFragment | null>(null);
  const current = useRef(form);
  const latest = useRef(cache);
  latest.current = cache;
  const [unanswered] = useState(() => new Set<string>());

  const save = async (value: ReviewForm, expectedDraftVersion: number): Promise<SaveOutcome> => {
    const { comment, isExcellent } = value;
    const input = { submissionId: id, expectedDraftVersion, comment, isExcellent, ...scoreInput(value, assignment) };
    const answer = await request(SaveReviewDraftDocument, { input }).catch((error: unknown) => {
      unanswered.add(storedContent(value, assignment));
      throw error;
    });
    const { draft, conflict, refusals } = answer.saveReviewDraft;
    if (conflict !== null && conflict !== undefined) {
      // An own save whose answer was lost on the way stands against nobody.
      if (unanswered.has(storedContent(filledForm(conflict.current, assignment), assignment))) return save(value, conflict.current.version);
      setForeignDraft(conflict.current);
      return { kind: 'conflict' };
    }
    if (draft === null || draft === undefined) throw new Error(refusals[0]?.message ?? 'draft refused');
    unanswered.clear();
    latest.current.change(id, { draft });
    return { kind: 'saved', version: draft.version, at: draft.savedAt };
  };
  const [saver] = useState(() => new DraftSaver<ReviewForm>(submission.draft?.version ?? 0, save, setSaving));

  const show = useCallback((next: ReviewForm): void => {
    current.current = next;
    setForm(next);
  }, []);

  const change = useCallback(
    (part: Partial<ReviewForm>): void => {
      if (saver.isOnItsWay) return;
      show({ ...current.current, ...part });
      saver.change(current.current);
    },
    [saver, show],
  );

  useEffect(() => {
    const flush = (): Promise<boolean> => saver.flush();
    const saveWhenHidden = (): void => {
      if (document.visibilityState === 'hidden') void saver.flush();
    };
    const warn = (event: BeforeUnloadEvent): void => {
      if (saver.isDirty) event.preventDefault();
    };
    const unregister = registerUnsaved(flush);
    document.addEventListener('visibilitychange', saveWhenHidden);
    window.addEventListener('beforeunload', warn);
    return () => {
      unregister();
      document.removeEventListener('visibilitychange', saveWhenHidden);
      window.removeEventListener('beforeunload', warn);
      void saver.flush();
    };
  }, [saver]);

  return {
    form,
    latestForm: () => current.current,
    baseVersion,
    saving,
    saver,
    change,
    scoreCriterion: (key, points) => {
      change({ criterionPoints: { ...current.current.criterionPoints, [key]: points } });
    },
    startFrom: (fresh) => {
      if (saver.isTouched) return;
      saver.continueFrom(fresh.draft?.version ?? 0);
      setBaseVersion(fresh.version);
      show(formOf(fresh));
    },
    replace: (next, version) => {
      setBaseVersion(version);
      show(next);
    },
    foreignDraft,
    takeForeignDraft: () => {
      if (foreignDraft === null) return;
      saver.discard();
      saver.continueFrom(foreignDraft.version);
      show(filledForm(foreignDraft, assignment));
      setForeignDraft(null);
    },
    keepOwnDraft: () => {
      if (foreignDraft === null) return;
      saver.continueFrom(foreignDraft.version);
      setForeignDraft(null);
      void saver.flush();
    },
  };
}
