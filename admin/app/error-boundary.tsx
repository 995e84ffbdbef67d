import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Component, type ReactNode } from 'react';
import { useText } from '../ui/text.js';

interface State {
  error: Error | null;
}

/** A page that breaks leaves the menu standing. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: Error): State {
    return { error };
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return (
      <Crash
        onRetry={() => {
          this.setState({ error: null });
        }}
      />
    );
  }
}

function Crash({ onRetry }: { onRetry: () => void }) {
  const text = useText();
  return (
    <Box sx={{ p: 3 }}>
      <Alert
        severity="error"
        action={
          <Button color="inherit" onClick={onRetry}>
            {text('ui.retry')}
          </Button>
        }
      >
        {text('ui.failure.crash')}
      </Alert>
    </Box>
  );
}
