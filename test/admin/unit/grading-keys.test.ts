import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { actionOf, type GradingActions } from '../../../admin/assignments/use-grading-keys.js';

/** Stands in for the browser's elements: what counts is whether one lies in a field or in something above the page. */
class Element {
  readonly isContentEditable: boolean;
  constructor(private readonly kind: 'page' | 'field' | 'dialog' | 'editable') { this.isContentEditable = kind === 'editable'; }
  closest(selector: string): Element | null { return (selector.includes('input') && (this.kind === 'field' || this.kind === 'dialog')) || (selector.includes('dialog') && this.kind === 'dialog') ? this : null; }
}
beforeAll(() => {
  Object.assign(globalThis, { HTMLElement: Element });
});
afterAll(() => {
  Reflect.deleteProperty(globalThis, 'HTMLElement');
});

interface Struck { ctrlKey?: boolean; metaKey?: boolean; altKey?: boolean; shiftKey?: boolean; isComposing?: boolean; repeat?: boolean; key?: string; keyCode?: number; in?: 'page' | 'field' | 'dialog' | 'editable'; defaultPrevented?: boolean }

/** Which action a key stroke leads to, with what it was told; null for none. */
function acts(code: string, { in: place = 'page', ...struck }: Struck = {}): string | null {
  let done: string | null = null;
  const note = (name: string) => (...told: unknown[]): void => { done = [name, ...told].join(' '); };
  const actions: GradingActions = {
    chooseLevel: note('chooseLevel'), moveCriterion: note('moveCriterion'), next: note('next'), previous: note('previous'), focusComment: note('focusComment'), leaveField: note('leaveField'), annotate: note('annotate'), compareAttempts: note('compareAttempts'), showFacts: note('showFacts'), openBank: note('openBank'), insertFavourite: note('insertFavourite'), giveBack: note('giveBack'),
    toggleExcellent: note('toggleExcellent'), toggleKeys: note('toggleKeys'), nextUngraded: note('nextUngraded'), flag: note('flag'), suspect: note('suspect'), undo: note('undo'), saveDraft: note('saveDraft'), submit: note('submit'),
  };
  const event = { code, key: '', keyCode: 0, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, repeat: false, target: new Element(place), ...struck };
  actionOf(event as unknown as KeyboardEvent, actions)?.();
  return done;
}

describe('JS-17 keys of the workbench', () => {
  test.each([
    ['Digit1', {}, 'chooseLevel 0'], ['Numpad4', {}, 'chooseLevel 3'], ['Digit0', {}, null], ['ArrowDown', {}, 'moveCriterion 1'], ['ArrowUp', { repeat: true }, 'moveCriterion -1'],
    ['KeyJ', {}, 'next'], ['KeyK', {}, 'previous'], ['KeyC', {}, 'focusComment'], ['KeyA', {}, 'annotate'], ['KeyD', {}, 'compareAttempts'], ['KeyI', {}, 'showFacts'], ['KeyA', { ctrlKey: true }, null], ['KeyR', {}, 'giveBack'], ['KeyE', {}, 'toggleExcellent'], ['KeyZ', {}, 'nextUngraded'], ['KeyF', {}, 'flag'], ['KeyX', {}, 'suspect'], ['KeyU', {}, 'undo'], ['KeyU', { ctrlKey: true }, null], ['KeyZ', { ctrlKey: true }, null], ['KeyY', {}, null],
    ['Slash', { shiftKey: true }, 'toggleKeys'], ['Slash', {}, 'openBank'], ['Slash', { repeat: true }, null], ['Digit1', { altKey: true }, 'insertFavourite 1'], ['Numpad9', { altKey: true }, 'insertFavourite 9'], ['Digit0', { altKey: true }, null], ['Digit1', { altKey: true, ctrlKey: true }, null], ['Digit1', { altKey: true, repeat: true }, null], ['KeyJ', { shiftKey: true }, null], ['KeyJ', { altKey: true }, null], ['KeyJ', { ctrlKey: true }, null], ['KeyR', { metaKey: true }, null],
    ['KeyJ', { repeat: true }, null], ['Digit1', { repeat: true }, null],
    ['Enter', { ctrlKey: true }, 'submit'], ['Enter', { metaKey: true }, 'submit'], ['NumpadEnter', { ctrlKey: true }, 'submit'], ['Enter', {}, null], ['Enter', { ctrlKey: true, repeat: true }, null], ['Enter', { ctrlKey: true, shiftKey: true }, null],
    ['KeyS', { ctrlKey: true }, 'saveDraft'], ['KeyS', {}, null],
    ['Escape', { key: 'Escape', in: 'field' }, 'leaveField'], ['Escape', { key: 'Escape', in: 'dialog' }, null], ['Escape', { key: 'Escape' }, null], ['Escape', { key: 'Escape', in: 'field', isComposing: true }, null], ['Escape', { key: 'Escape', in: 'field', defaultPrevented: true }, null],
  ] as const)('JS-17 %s %j: %j', (code, struck, action) => {
    expect(acts(code, struck)).toBe(action);
  });

  test.each([
    ['KeyJ', {}, null], ['Digit1', {}, null], ['ArrowDown', {}, null], ['Slash', { shiftKey: true }, null], ['Slash', {}, null], ['Digit2', { altKey: true }, 'insertFavourite 2'], ['Enter', { ctrlKey: true }, 'submit'], ['KeyS', { ctrlKey: true }, 'saveDraft'],
  ] as const)('JS-17 in a field %s %j: %j', (code, struck, action) => {
    expect(acts(code, { ...struck, in: 'field' })).toBe(action);
    expect(acts(code, { ...struck, in: 'editable' })).toBe(action);
  });

  test.each([{ isComposing: true }, { key: 'Process' }, { keyCode: 229 }])('JS-17 while pinyin is composed (%j) no key belongs to the console', (composing) => {
    for (const code of ['Digit1', 'KeyJ', 'KeyR', 'KeyE', 'ArrowDown']) expect(acts(code, composing)).toBeNull();
    expect(acts('Digit1', { ...composing, altKey: true, in: 'field' })).toBeNull();
    expect(acts('Slash', composing)).toBeNull();
    expect(acts('Enter', { ...composing, ctrlKey: true })).toBeNull();
    expect(acts('KeyS', { ...composing, ctrlKey: true, in: 'field' })).toBeNull();
  });
});
