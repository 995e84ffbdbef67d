import { useLayoutEffect, useRef } from 'react';

export interface GradingActions {
  chooseLevel: (index: number) => void;
  moveCriterion: (step: 1 | -1) => void;
  next: () => void;
  previous: () => void;
  focusComment: () => void;
  leaveField: () => void;
  annotate: () => void;
  openBank: () => void;
  compareAttempts: () => void;
  showFacts: () => void;
  insertFavourite: (number: number) => void;
  giveBack: () => void;
  toggleExcellent: () => void;
  nextUngraded: () => void;
  flag: () => void;
  suspect: () => void;
  undo: () => void;
  toggleKeys: () => void;
  saveDraft: () => void;
  submit: () => void;
}

/** Bound to the place of the key, so that every keyboard layout and input method leaves them alone. */
export function useGradingKeys(actions: GradingActions, isEnabled: boolean): void {
  const latest = useRef(actions);
  latest.current = actions;

  // Before the page is painted: a key struck at the first sight of the next submission counts.
  useLayoutEffect(() => {
    if (!isEnabled) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      const act = actionOf(event, latest.current);
      if (act === null) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
    };
  }, [isEnabled]);
}

/** While a pinyin input method composes (some browsers only report key code 229), no key belongs to the console. */
function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.key === 'Process' || event.keyCode === 229;
}

/** A field of the page itself; what lies above the page closes by the same key. */
function isInField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea') !== null && target.closest('[role="dialog"], [role="menu"], [role="listbox"]') === null;
}

/** Inputs, and whatever lies above the page, take their own keys. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest('input, textarea, select, [role="dialog"], [role="menu"], [role="listbox"]') !== null;
}

export function actionOf(event: KeyboardEvent, actions: GradingActions): (() => void) | null {
  if (isComposing(event)) return null;
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
    if (event.code === 'KeyS') return actions.saveDraft;
    if (event.code === 'Enter' || event.code === 'NumpadEnter') return event.repeat ? null : actions.submit;
    return null;
  }
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
  if (event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey && digit !== undefined && !event.repeat) {
    return () => {
      actions.insertFavourite(Number(digit));
    };
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.key === 'Escape') return isInField(event.target) && !event.defaultPrevented ? actions.leaveField : null;
  if (isTyping(event.target)) return null;
  if (event.shiftKey) return event.code === 'Slash' ? actions.toggleKeys : null;
  if (event.code === 'ArrowDown') {
    return () => {
      actions.moveCriterion(1);
    };
  }
  if (event.code === 'ArrowUp') {
    return () => {
      actions.moveCriterion(-1);
    };
  }
  if (event.repeat) return null;
  if (digit !== undefined) {
    return () => {
      actions.chooseLevel(Number(digit) - 1);
    };
  }
  return letterAction(event.code, actions);
}

function letterAction(code: string, actions: GradingActions): (() => void) | null {
  switch (code) {
    case 'KeyJ':
      return actions.next;
    case 'KeyK':
      return actions.previous;
    case 'Slash':
      return actions.openBank;
    case 'KeyD':
      return actions.compareAttempts;
    case 'KeyI':
      return actions.showFacts;
    case 'KeyA':
      return actions.annotate;
    case 'KeyC':
      return actions.focusComment;
    case 'KeyR':
      return actions.giveBack;
    case 'KeyE':
      return actions.toggleExcellent;
    case 'KeyZ':
      return actions.nextUngraded;
    case 'KeyF':
      return actions.flag;
    case 'KeyX':
      return actions.suspect;
    case 'KeyU':
      return actions.undo;
    default:
      return null;
  }
}
