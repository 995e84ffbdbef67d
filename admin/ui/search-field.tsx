import ClearIcon from '@mui/icons-material/Clear';
import SearchIcon from '@mui/icons-material/Search';
import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import { useEffect, useRef, useState } from 'react';
import { useText } from './text.js';

const QUIET_MS = 300;

interface SearchFieldProps {
  label: string;
  value: string;
  onSearch: (value: string) => void;
}

/** Searches after a short pause, and never with a half-composed pinyin. */
export function SearchField({ label, value, onSearch }: SearchFieldProps) {
  const text = useText();
  const [typed, setTyped] = useState(value);
  const isComposing = useRef(false);
  const latest = useRef(onSearch);
  latest.current = onSearch;

  useEffect(() => {
    setTyped(value);
  }, [value]);
  useEffect(() => {
    if (typed.trim() === value) return undefined;
    const timer = window.setTimeout(() => {
      if (!isComposing.current) latest.current(typed.trim());
    }, QUIET_MS);
    return () => {
      window.clearTimeout(timer);
    };
  }, [typed, value]);

  return (
    <TextField
      type="search"
      label={label}
      value={typed}
      onChange={(event) => {
        setTyped(event.target.value);
      }}
      onCompositionStart={() => {
        isComposing.current = true;
      }}
      onCompositionEnd={(event) => {
        isComposing.current = false;
        latest.current((event.target as HTMLInputElement).value.trim());
      }}
      slotProps={{
        input: {
          startAdornment: (
            <InputAdornment position="start">
              <SearchIcon fontSize="small" />
            </InputAdornment>
          ),
          endAdornment: typed !== '' && (
            <InputAdornment position="end">
              <IconButton
                size="small"
                aria-label={text('ui.clear')}
                onClick={() => {
                  setTyped('');
                  onSearch('');
                }}
              >
                <ClearIcon fontSize="small" />
              </IconButton>
            </InputAdornment>
          ),
        },
      }}
      sx={{ width: { xs: '100%', sm: 280 }, '& input::-webkit-search-cancel-button': { display: 'none' } }}
    />
  );
}
