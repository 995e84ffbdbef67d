import CheckIcon from '@mui/icons-material/Check';
import ContentCopyIcon from '@mui/icons-material/ContentCopy';
import Button from '@mui/material/Button';
import { useEffect, useRef, useState } from 'react';
import { useText } from './text.js';

/** The clipboard is closed where the console runs without TLS; then the text is selected for copying by hand. */
async function copy(value: string, source: HTMLElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    const shown = source?.closest('[data-copy]')?.querySelector('pre, code');
    if (shown !== null && shown !== undefined) window.getSelection()?.selectAllChildren(shown);
    return false;
  }
}

export function CopyButton({ label, value }: { label: string; value: string }) {
  const text = useText();
  const button = useRef<HTMLButtonElement>(null);
  const [isCopied, setCopied] = useState(false);

  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = window.setTimeout(() => {
      setCopied(false);
    }, 2_000);
    return () => {
      window.clearTimeout(timer);
    };
  }, [isCopied]);

  return (
    <Button ref={button} size="small" startIcon={isCopied ? <CheckIcon /> : <ContentCopyIcon />} onClick={() => void copy(value, button.current).then(setCopied)}>
      {isCopied ? text('ui.copied') : label}
    </Button>
  );
}
