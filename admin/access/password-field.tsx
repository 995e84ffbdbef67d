import VisibilityIcon from '@mui/icons-material/VisibilityOutlined';
import VisibilityOffIcon from '@mui/icons-material/VisibilityOffOutlined';
import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useText } from '../ui/text.js';

interface PasswordFieldProps {
  label: string;
  name: string;
  value: string;
  onChange: (value: string) => void;
  problem: string | undefined;
  help?: string;
  autoComplete: 'current-password' | 'new-password';
  autoFocus?: boolean;
}

export function PasswordField({ label, name, value, onChange, problem, help, autoComplete, autoFocus = false }: PasswordFieldProps) {
  const text = useText();
  const [isShown, setShown] = useState(false);
  const toggleLabel = text(isShown ? 'access.hidePassword' : 'access.showPassword');
  return (
    <TextField
      label={label}
      type={isShown ? 'text' : 'password'}
      value={value}
      onChange={(event) => {
        onChange(event.target.value);
      }}
      error={problem !== undefined}
      helperText={problem ?? help}
      autoComplete={autoComplete}
      autoFocus={autoFocus}
      name={name}
      size="medium"
      slotProps={{
        input: {
          endAdornment: (
            <InputAdornment position="end">
              <IconButton
                aria-label={toggleLabel}
                edge="end"
                onClick={() => {
                  setShown(!isShown);
                }}
              >
                {isShown ? <VisibilityOffIcon /> : <VisibilityIcon />}
              </IconButton>
            </InputAdornment>
          ),
        },
      }}
    />
  );
}
