import { useState } from 'react';

interface Kept {
  /** What it was written on top of; a text of an older attempt is not offered again. */
  version: number;
  text: string;
}

export interface LocalText {
  text: string;
  isKept: boolean;
  /** What was typed before the page was last opened stands in the editor. */
  isRestored: boolean;
  write: (text: string) => void;
  forget: () => void;
}

/** Keeps an unfinished text in this browser with every key: a reload, a crash or an ended session loses nothing. */
export function useLocalText(submissionId: string, version: number, original: string): LocalText {
  const key = `yanxiu.hand-in.${submissionId}`;
  const [kept] = useState(() => read(key, version));
  const [text, setText] = useState(kept?.text ?? original);
  const [isKept, setKept] = useState(kept !== null);
  return {
    text,
    isKept,
    isRestored: kept !== null,
    write: (next) => {
      localStorage.setItem(key, JSON.stringify({ version, text: next } satisfies Kept));
      setText(next);
      setKept(true);
    },
    forget: () => {
      localStorage.removeItem(key);
      setKept(false);
    },
  };
}

function read(key: string, version: number): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Kept | null;
    return kept?.version === version ? kept : null;
  } catch {
    return null;
  }
}
