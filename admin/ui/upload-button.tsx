import UploadIcon from '@mui/icons-material/UploadFile';
import Button from '@mui/material/Button';
import { useRef } from 'react';

/** What tables come in. */
export const TABLES = '.xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const RULE_FILES = '.yaml,.yml,.json,application/json,application/yaml';

interface UploadButtonProps {
  label: string;
  /** The kinds of file, as the browser's chooser takes them. */
  accept: string;
  isBusy: boolean;
  isDisabled: boolean;
  isFullWidth: boolean;
  /** The one filled button of its page. */
  isPrimary: boolean;
  onFile: (file: File) => void;
}

/** Takes one file of the kinds that `accept` names. The same file can be chosen again after it was put right. */
export function UploadButton({ label, accept, isBusy, isDisabled, isFullWidth, isPrimary, onFile }: UploadButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button fullWidth={isFullWidth} variant={isPrimary ? 'contained' : 'outlined'} startIcon={<UploadIcon />} disabled={isDisabled} loading={isBusy} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        hidden
        type="file"
        accept={accept}
        aria-label={label}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file !== undefined) onFile(file);
        }}
      />
    </>
  );
}
