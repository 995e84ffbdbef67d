import UploadIcon from '@mui/icons-material/UploadFile';
import Button from '@mui/material/Button';
import { useRef } from 'react';

interface UploadButtonProps {
  label: string;
  isBusy: boolean;
  isDisabled: boolean;
  isFullWidth: boolean;
  accept: string;
  onFile: (file: File) => void;
}

/** What tables come in. */
export const TABLES = '.xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Takes one file of the kinds that `accept` names. The same file can be chosen again after it was put right. */
export function UploadButton({ label, isBusy, isDisabled, isFullWidth, accept, onFile }: UploadButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button fullWidth={isFullWidth} variant="contained" startIcon={<UploadIcon />} disabled={isDisabled} loading={isBusy} onClick={() => input.current?.click()}>
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
