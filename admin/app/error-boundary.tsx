import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Component, type ReactNode } from 'react';
import { useText } from '../ui/text.js';

interface Props {
  /** The address: going elsewhere leaves the failure behind. */
  at: string;
  children: ReactNode;
}

interface State {
  error: Error | null;
  at: string;
}

/** A page that breaks leaves the menu standing. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null, at: this.props.at };

  static getDerivedStateFromProps({ at }: Props, state: State): State | null {
    return at === state.at ? null : { error: null, at };
  }

  static getDerivedStateFromError(error: Error): Pick<State, 'error'> {
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
